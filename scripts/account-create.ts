import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { closeDatabase } from "@/db/client";
import { databaseUrl } from "@/db/dialect";
import { migrateDatabase } from "@/db/migrate";
import { isDomainError } from "@/lib/domain/errors";
import { linkLife } from "@/lib/domain/member";
import { type CreatedAccount, createAccount } from "@/lib/services/accounts/create-account";
import { type Ask, checked, completed, flagOf, readOptions, usage } from "./account-options";
import { Refusal } from "./lib.mjs";

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    console.log(usage);
    return;
  }
  const { given, passwordStdin } = options;
  const asks = process.stdin.isTTY && !passwordStdin && !(given.kind && given.email);
  const password = passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, "") : undefined;
  const input = asks ? await completed(given, askTerminal, console.error) : checked({ ...given, password });
  // The first command of an installation may come before its first start.
  await migrateDatabase(databaseUrl);
  console.log(described(await createAccount(input)));
}

/** One question at the terminal; a hidden answer is not echoed. */
const askTerminal: Ask = async (question, hidden = false) => {
  let muted = false;
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!muted) process.stderr.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  lines.once("SIGINT", () => process.exit(130));
  const answer = lines.question(question);
  muted = hidden;
  try {
    return await answer;
  } finally {
    lines.close();
    if (hidden) process.stderr.write("\n");
  }
};

function described({ account, email, link }: CreatedAccount): string {
  const made = `The ${account.kind} “${account.name}” (${account.id}) is ready.`;
  if (!link) return `${made}\n${email} is its first admin and can sign in.`;
  const address = `${(process.env.PUBLIC_URL ?? "").replace(/\/+$/, "")}${link.path}`;
  return (
    `${made}\nGive ${email} this link. It works once, for ${linkLife.invitation.words}, and is not shown again:\n\n` +
    `  ${address}\n`
  );
}

try {
  await main();
} catch (error) {
  const known = error instanceof Refusal || isDomainError(error);
  const fields = isDomainError(error) ? error.issues.map((i) => `${flagOf(i.path)} ${i.message}`) : [];
  console.error(known ? fields.join("\n") || error.message : error);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
