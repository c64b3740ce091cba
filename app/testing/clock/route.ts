import { z } from "zod";
import { parsed, readJson } from "@/app/_edge/body";
import { json } from "@/app/_edge/envelopes";
import { answered, type Handler, resource } from "@/app/_edge/route";
import { notFound } from "@/lib/domain/errors";
import { instantText } from "@/lib/domain/instant";
import { clock } from "@/lib/services/context";
import { wakeSettling } from "@/lib/services/pricing/settle";

const Body = z.strictObject({ now: instantText.nullable() });

/** Stops the clock at an instant, or lets it run again. Only a test server on this machine has it (API.md §6). */
const setClock: Handler = (request) =>
  answered(request, async () => {
    if (process.env.CHANNELBOOK_TESTING !== "1" || !isLoopback(request))
      throw notFound("Path", "/testing/clock");
    const { now } = parsed(Body, await readJson(request));
    clock.set(now);
    wakeSettling();
    return json({ now: clock.now().toISOString() });
  });

function isLoopback(request: Request): boolean {
  return /^(localhost|127\.|\[::1\])/.test(request.headers.get("host") ?? "");
}

export const { GET, POST, PUT, DELETE, PATCH } = resource({ PUT: setClock });
