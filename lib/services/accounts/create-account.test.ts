import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { findAccount } from "@/db/accounts";
import { database } from "@/db/client";
import { findMembers } from "@/db/members";
import { newDistributor } from "@/db/testing/factories";
import { childEnv, root } from "../../../scripts/lib.mjs";
import { NewAccount } from "../../domain/new-account";
import { everything } from "../../domain/rql";
import { TierAccountInput } from "../../domain/tier-account";
import { listActivity } from "../activity";
import { signIn } from "../auth";
import { createTierAccount } from "../tier-accounts/tier-accounts";
import { createAccount } from "./create-account";
import { acceptInvitation, readLink } from "./links";

const password = "five green elephants";
const secretOf = (path: string) => path.trim().split("/").at(-1) ?? "";
const make = (input: object) => createAccount(NewAccount.parse(input));

/** Runs the command against this test's database, which this process has open as a server has. */
async function command(
  args: string[],
  input = "",
): Promise<{ code: number | null; out: string; err: string }> {
  const env = childEnv({ PUBLIC_URL: "https://prices.example.com/" });
  const child = spawn("node", ["scripts/account.mjs", ...args], { cwd: root, env });
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, out, err };
}

async function reseller() {
  const distributor = await newDistributor();
  return createTierAccount(
    distributor,
    TierAccountInput.parse({
      type: "reseller",
      name: "Brightside",
      contact_info: {
        address_line1: "Main Street 1",
        city: "Austin",
        postal_code: "78701",
        country: "US",
        contact: { first_name: "Ann", last_name: "Lee", email: "ann@example.com" },
      },
    }),
  );
}

test("a vendor’s first admin comes in by a one-time link", async () => {
  const { account, link } = await make({ kind: "vendor", name: "Acme", email: "Ada@Example.com" });
  expect(await findAccount(database(), account.id)).toMatchObject({
    kind: "vendor",
    name: "Acme",
    demo: false,
  });
  const secret = secretOf(link?.path ?? "");
  expect(await readLink("invitation", secret)).toMatchObject({ role: "admin", account: { name: "Acme" } });
  await acceptInvitation({ secret, name: "Ada", password });
  await signIn("ada@example.com", password, new Headers());
  const [ada] = await findMembers(database(), account.id);
  const actor = {
    type: "user",
    id: ada?.id ?? "",
    name: "Ada",
    account,
    role: "admin",
    modules: null,
  } as const;
  const { rows } = await listActivity(actor, everything);
  expect(rows.map(({ verb, actorName }) => `${actorName} ${verb}`).toSorted()).toEqual([
    "Ada join",
    "Channelbook create",
    "Channelbook invite",
  ]);
});

test("a distributor’s first admin comes in with a password at once", async () => {
  const input = {
    kind: "distributor",
    name: "Harbor",
    email: "dana@example.com",
    adminName: "Dana",
    password,
  };
  const { account, link } = await make(input);
  expect(link).toBeUndefined();
  await signIn("dana@example.com", password, new Headers());
  expect(await findMembers(database(), account.id)).toMatchObject([{ name: "Dana", role: "admin" }]);
});

test("a refused account leaves nothing behind", async () => {
  await make({ kind: "vendor", name: "Taken", email: "first@example.com", adminName: "First", password });
  await expect(make({ kind: "vendor", name: "Taken", email: "second@example.com" })).rejects.toMatchObject({
    issues: [{ path: "name", rule: "unique" }],
  });
  await expect(make({ kind: "vendor", name: "Other", email: "first@example.com" })).rejects.toMatchObject({
    code: "conflict",
  });
  // Had the account of the refused call stayed, its name would be taken now.
  const { account } = await make({ kind: "vendor", name: "Other", email: "second@example.com" });
  expect(account.name).toBe("Other");
  const weak = { kind: "vendor", name: "Weak", email: "weakling@example.com", adminName: "W" };
  await expect(make({ ...weak, password: "weakling2026" })).rejects.toMatchObject({
    issues: [{ path: "password" }],
  });
});

test("a reseller is its distributor’s tier account, until it has a member", async () => {
  const { id } = await reseller();
  const first = await make({ kind: "reseller", tierAccount: id, email: "rosa@example.com" });
  const second = await make({ kind: "reseller", tierAccount: id, email: "rosa@example.com" });
  expect((await readLink("invitation", secretOf(first.link?.path ?? ""))).refusal).toContain("replaced");
  await acceptInvitation({ secret: secretOf(second.link?.path ?? ""), name: "Rosa", password });
  const again = make({ kind: "reseller", tierAccount: id, email: "eve@example.com" });
  await expect(again).rejects.toMatchObject({
    code: "wrong_state",
    message: expect.stringContaining("already has members"),
  });
  const unknown = make({ kind: "reseller", tierAccount: "TA-9999-9999-9999", email: "eve@example.com" });
  await expect(unknown).rejects.toMatchObject({ issues: [{ path: "tierAccount" }] });
});

// Each command starts two programs.
const patience = 120_000;

test("the command makes accounts in a database that is being served", { timeout: patience }, async () => {
  const made = await command(["--kind", "vendor", "--name", "Command Co", "--email", "cleo@example.com"]);
  expect(made).toMatchObject({ code: 0, err: "" });
  expect(made.out).toMatch(/The vendor “Command Co” \(VA-\d{3}-\d{3}\) is ready\./);
  const link = /https:\/\/prices\.example\.com\/invitation\/\S+/.exec(made.out)?.[0] ?? "";
  await acceptInvitation({ secret: secretOf(link), name: "Cleo", password });
  await signIn("cleo@example.com", password, new Headers());

  const distributor = ["--kind", "distributor", "--name", "Piped", "--email", "pip@example.com"];
  const withPassword = await command(
    [...distributor, "--admin-name", "Pip", "--password-stdin"],
    `${password}\n`,
  );
  expect(withPassword).toMatchObject({ code: 0, err: "" });
  await signIn("pip@example.com", password, new Headers());
});

test("the command says what is wrong, by flag, and ends with an error", { timeout: patience }, async () => {
  expect(await command([])).toMatchObject({
    code: 1,
    out: "",
    err: expect.stringContaining("--kind is needed"),
  });
  const unknown = await command([
    "--kind",
    "reseller",
    "--tier-account",
    "TA-9999-9999-9999",
    "--email",
    "x@example.com",
  ]);
  expect(unknown).toMatchObject({
    code: 1,
    out: "",
    err: expect.stringMatching(/^--tier-account there is no reseller TA-9999-9999-9999/),
  });
});
