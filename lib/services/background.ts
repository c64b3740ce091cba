import { forgetOldAnswers } from "./idempotency";
import { log } from "./log";
import { startRecovering } from "./pricing/adjustment-run";
import { startSettling } from "./pricing/settle";
import { onStop } from "./process";
import { startDelivering } from "./webhooks/deliver";

/** What a server does by itself once it has started. No answer depends on it (DESIGN §4). */
export async function startBackground(): Promise<void> {
  startSettling();
  startDelivering();
  startForgetting();
  try {
    await startRecovering();
  } catch (error) {
    log().error({ err: error }, "looking for interrupted imports failed");
  }
}

const hour = 60 * 60 * 1000;

/** Clears the stored answers of Idempotency-Keys away once nobody is answered with them any more. */
function startForgetting(): void {
  const timer = setInterval(() => {
    forgetOldAnswers().catch((error: unknown) => log().error({ err: error }, "clearing answers failed"));
  }, hour);
  timer.unref();
  onStop(() => clearInterval(timer));
}
