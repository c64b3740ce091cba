import { hasDemoAccounts } from "@/db/accounts";
import { database } from "@/db/client";
import { demoRefusal, exposure } from "../../domain/exposure";

/**
 * The built server's own check, however it was started: `npm start`, a container or the file itself.
 * @throws Error that names ALLOW_DEMO when demo accounts would be within reach of other machines
 */
export async function assertDemoMayBeServed(env: Record<string, string | undefined>): Promise<void> {
  if (env.NODE_ENV !== "production" || env.ALLOW_DEMO === "1") return;
  const exposed = exposure({
    // As the standalone server reads it.
    host: env.HOSTNAME || "0.0.0.0",
    trustProxy: env.TRUST_PROXY,
    publicUrl: env.PUBLIC_URL,
  });
  if (exposed && (await hasDemoAccounts(database()))) throw new Error(demoRefusal(exposed));
}
