import { log } from "./log";
import { startRecovering } from "./pricing/adjustment-run";
import { startSettling } from "./pricing/settle";
import { startDelivering } from "./webhooks/deliver";

/** What a server does by itself once it has started. No answer depends on it (DESIGN §4). */
export async function startBackground(): Promise<void> {
  startSettling();
  startDelivering();
  try {
    await startRecovering();
  } catch (error) {
    log().error({ err: error }, "looking for interrupted imports failed");
  }
}
