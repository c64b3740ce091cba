import { closeDatabase } from "@/db/client";
import { databaseUrl } from "@/db/dialect";
import { oneAtATime } from "@/db/migrate";
import { type Demo, hasDemo, loadDemo } from "@/lib/services/demo/load";
import { demoRefusal } from "./prepare";
import { isLoopback } from "./settings.mjs";

// Loads the demo data into an empty database, where only this machine can reach it, and prints the sign-ins (DESIGN §9).
const host = process.env.HOST || "127.0.0.1";

async function main(): Promise<void> {
  if (isLoopback(host)) console.log(describe(await oneAtATime(databaseUrl, loadDemo)));
  else if (process.env.ALLOW_DEMO !== "1" && (await hasDemo())) refuse();
}

function refuse(): void {
  console.error(demoRefusal(host));
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
