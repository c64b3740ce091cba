import { answered, type Handler, resource } from "@/app/_edge/route";
import { readMetrics } from "@/lib/services/metrics";

export const dynamic = "force-dynamic";

/** For Prometheus, with METRICS_TOKEN; without that setting there is nothing here. */
const read: Handler = (request) =>
  answered(request, async () => {
    const { text, type } = await readMetrics(request.headers.get("authorization"));
    return new Response(text, { headers: { "content-type": type, "cache-control": "no-store" } });
  });

export const { GET, POST, PUT, DELETE, PATCH } = resource({ GET: read });
