import { hasAccounts, hasDemoAccounts } from "@/db/accounts";
import { closeDatabase, database } from "@/db/client";
import { databaseUrl } from "@/db/dialect";
import { oneAtATime } from "@/db/migrate";
import { demoRefusal, exposure } from "@/lib/domain/exposure";
import { type Demo, loadDemo } from "@/lib/services/demo/load";

// Loads the demo data into an empty database, where only this machine can reach it, and prints the sign-ins (DESIGN §9).
const exposed = exposure({
  host: process.env.HOST || "127.0.0.1",
  trustProxy: process.env.TRUST_PROXY,
  publicUrl: process.env.PUBLIC_URL,
});

async function main(): Promise<void> {
  if (!exposed) {
    console.log(describe(await oneAtATime(databaseUrl, loadDemo)));
  } else if (await hasDemoAccounts(database())) {
    if (process.env.ALLOW_DEMO !== "1") refuse(exposed);
  } else if (!(await hasAccounts(database()))) {
    console.log("There is no account yet. Make one: npm run account:create");
  }
}

function refuse(reason: string): void {
  console.error(demoRefusal(reason));
  process.exitCode = 1;
}

function describe({ signIns, tokens }: Demo): string {
  const people = signIns.map((s) => [s.email, s.password, s.label]);
  const systems = tokens.map((t) => [t.token, t.label]);
  return [
    ...(people.length > 0 ? ["Demo sign-ins (e-mail, password):", ...aligned(people), ""] : []),
    ...(systems.length > 0 ? ["Demo API tokens:", ...aligned(systems)] : []),
  ].join("\n");
}

function aligned(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
}

try {
  await main();
} finally {
  await closeDatabase();
}
