import { parseArgs } from "node:util";
import { NewAccount } from "@/lib/domain/new-account";
import { Refusal } from "./lib.mjs";

export const usage = `npm run account:create -- [options]

Makes an account with its first admin, also while the server runs. Without options it asks.

  --kind vendor|distributor|reseller
  --name NAME             of the company; a reseller has its tier account's
  --tier-account TA-…     the reseller, as its distributor made it under Customers
  --email ADDRESS         of the first admin, who signs in with it
  --admin-name NAME       of the first admin; needed with --password-stdin
  --password-stdin        reads the admin's password from the standard input;
                          without it a one-time link is printed, with which the admin chooses name and password
  --help

The database is the one of DATABASE_URL, the link's address that of PUBLIC_URL.`;

/** What the command line says; texts as they were given. */
export type Options = {
  given: Partial<Record<Field, string>>;
  passwordStdin: boolean;
  help: boolean;
};

const flags = {
  kind: "kind",
  name: "name",
  tierAccount: "tier-account",
  email: "email",
  adminName: "admin-name",
} as const;
type Field = keyof typeof flags;

/** @throws Refusal that names the flag */
export function readOptions(args: string[]): Options {
  const values = parsedArgs(args);
  const given: Options["given"] = {};
  for (const [field, flag] of Object.entries(flags) as [Field, (typeof flags)[Field]][]) {
    const value = values[flag];
    if (value !== undefined) given[field] = value;
  }
  return { given, passwordStdin: values["password-stdin"] === true, help: values.help === true };
}

function parsedArgs(args: string[]) {
  const text = { type: "string" } as const;
  const options = {
    kind: text,
    name: text,
    "tier-account": text,
    email: text,
    "admin-name": text,
    "password-stdin": { type: "boolean" },
    help: { type: "boolean" },
  } as const;
  try {
    return parseArgs({ args, options, allowPositionals: false }).values;
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

/** Asks a question and answers what was typed; `hidden` does not show it. */
export type Ask = (question: string, hidden?: boolean) => Promise<string>;

/** Asks for what is missing, each until it is right; what was given stays. @returns the input of the service, checked */
export async function completed(
  given: Options["given"],
  ask: Ask,
  say: (text: string) => void,
): Promise<NewAccount> {
  const { shape } = NewAccount;
  type Shape = typeof shape;
  async function need<F extends keyof Shape>(field: F, question: string, hidden?: boolean): Promise<string> {
    for (;;) {
      const text = await ask(question, hidden);
      const result = shape[field].safeParse(text);
      if (result.success) return text;
      say(result.error.issues.map((issue) => issue.message).join("; "));
    }
  }
  const kind = given.kind ?? (await need("kind", "Kind of account (vendor, distributor, reseller): "));
  const isReseller = kind === "reseller";
  const name = given.name ?? (isReseller ? undefined : await need("name", "Name of the company: "));
  const tierAccount =
    given.tierAccount ??
    (isReseller ? await need("tierAccount", "Tier account of the reseller (TA-…): ") : undefined);
  const email = given.email ?? (await need("email", "E-mail address of the first admin: "));
  const wanted = await ask("Set a password now? Otherwise you get a one-time link. [y/N] ");
  if (!/^y(es)?$/i.test(wanted.trim())) return checked({ ...given, kind, name, tierAccount, email });
  const adminName = given.adminName ?? (await need("adminName", "Name of the first admin: "));
  const password = await need("password", "Password (at least 12 characters, not shown): ", true);
  return checked({ kind, name, tierAccount, email, adminName, password });
}

/** @throws Refusal that names every flag that is wrong or missing */
export function checked(input: Partial<Record<Field | "password", string | undefined>>): NewAccount {
  const present = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  const result = NewAccount.safeParse(present);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => {
    const field = String(issue.path[0] ?? "");
    const message = Object.hasOwn(present, field) || issue.code === "custom" ? issue.message : "is needed";
    return `${flagOf(field)} ${message}`;
  });
  throw new Refusal(`${problems.join("\n")}\nnpm run account:create -- --help lists the options.`);
}

/** A field's name on the command line. */
export function flagOf(field: string): string {
  if (field === "password") return "The password:";
  return Object.hasOwn(flags, field) ? `--${flags[field as Field]}` : field;
}
