import { isDomainError } from "@/lib/domain/errors";
import { Refusal } from "./lib.mjs";

/** Runs a command of the terminal: what was refused is shown as its sentence, anything else with its stack. */
export function command(work: () => void): void {
  try {
    work();
  } catch (error) {
    console.error(error instanceof Refusal || isDomainError(error) ? error.message : error);
    process.exitCode = 1;
  }
}

/** PostgreSQL has tools of its own for this, which know its roles, settings and large databases. */
export function pgToolsInstead(line: string): Refusal {
  return new Refusal(
    `DATABASE_URL names a PostgreSQL database, which is backed up and restored with PostgreSQL's own tools, e.g.\n  ${line}\n` +
      "Keep CHANNELBOOK_SECRET (or data/secret) as well: encrypted credentials need it.",
  );
}
