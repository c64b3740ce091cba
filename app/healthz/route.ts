import { json } from "@/app/_edge/envelopes";

export const dynamic = "force-dynamic";

/** The process is alive. */
export function GET(): Response {
  return json({ status: "ok" });
}
