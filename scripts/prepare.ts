import { hasDemoAccounts } from "@/db/accounts";
import { closeDatabase, database } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { demoRefusal, exposure } from "@/lib/domain/exposure";
import type { Settings } from "./settings.mjs";

/**
 * What the standalone build does before it serves: migrations, and no demo accounts where others can reach them.
 * @returns what stands against serving, "" when nothing does
 */
export async function prepare({ databaseUrl, host }: Settings): Promise<string> {
  await migrateDatabase(databaseUrl);
  const { TRUST_PROXY: trustProxy, PUBLIC_URL: publicUrl, ALLOW_DEMO } = process.env;
  const exposed = exposure({ host, trustProxy, publicUrl });
  if (!exposed || ALLOW_DEMO === "1") return "";
  try {
    return (await hasDemoAccounts(database())) ? demoRefusal(exposed) : "";
  } finally {
    await closeDatabase();
  }
}
