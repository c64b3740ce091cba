import { json } from "@/app/_edge/envelopes";
import { isReady } from "@/lib/services/health";

export const dynamic = "force-dynamic";

/** The process can serve: its database answers. */
export async function GET(): Promise<Response> {
  const ready = await isReady();
  return json({ status: ready ? "ready" : "unavailable" }, { status: ready ? 200 : 503 });
}
