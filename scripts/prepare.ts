import { closeDatabase, database } from "@/db/client";
import { hasDemoAccounts } from "@/db/discount-service";
import { migrateDatabase } from "@/db/migrate";
import type { Settings } from "./settings.mjs";

/**
 * What the standalone build does before it serves: migrations, and no demo accounts where others can reach them.
 * @returns what stands against serving, "" when nothing does
 */
export async function prepare({ databaseUrl, host, loopback }: Settings): Promise<string> {
  await migrateDatabase(databaseUrl);
  if (loopback || process.env.ALLOW_DEMO === "1") return "";
  try {
    return (await hasDemoAccounts(database())) ? demoRefusal(host) : "";
  } finally {
    await closeDatabase();
  }
}

/** Why a server that others can reach does not serve demo accounts (DESIGN §9). */
export function demoRefusal(host: string): string {
  return (
    `HOST is “${host}”, which other machines can reach, and the database holds demo accounts, whose passwords are public. ` +
    "Use another DATABASE_URL, or set ALLOW_DEMO=1 to serve them all the same."
  );
}
