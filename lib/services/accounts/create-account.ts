import { hashPassword } from "better-auth/crypto";
import { type AccountRow, findAccount, hasAccountNamed, insertAccount } from "@/db/accounts";
import { database } from "@/db/client";
import { findMembers } from "@/db/members";
import { withdrawLinks } from "@/db/one-time-links";
import type { Tx } from "@/db/types";
import type { AccountKind } from "../../domain/access";
import { DomainError, invalid } from "../../domain/errors";
import type { NewAccount } from "../../domain/new-account";
import { passwordProblem } from "../../domain/password";
import { clock, newId, systemActor } from "../context";
import { type Parties, record } from "../record";
import { type MadeLink, makeLink } from "./links";
import { memberObject } from "./members";
import { addMember, assertEmailFree } from "./new-member";

export type CreatedAccount = {
  account: Pick<AccountRow, "id" | "kind" | "name">;
  email: string;
  /** How the first admin comes in; undefined when a password was given. */
  link: MadeLink | undefined;
};

/**
 * Makes an account with its first admin, for whoever runs the installation. For a reseller the account is there since the
 * distributor made its tier account, and only the admin is new. All or nothing.
 * @throws DomainError `invalid`, `conflict` or `wrong_state` that names the field
 */
export async function createAccount(input: NewAccount): Promise<CreatedAccount> {
  const { email, adminName = "", password } = input;
  const problem = password === undefined ? undefined : passwordProblem(password, { name: adminName, email });
  if (problem) throw invalid("password", problem, { rule: "password" });
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  const now = clock.now();
  return database().transaction(async (tx) => {
    const account = await accountFor(tx, input, now);
    const parties = partiesOf(account);
    if (passwordHash !== undefined) {
      const person = { email, name: adminName, passwordHash, accountId: account.id, role: "admin" as const };
      const id = await addMember(tx, person, now);
      const object = memberObject({ id, name: adminName });
      const after = { email, role: "admin" };
      await record(tx, systemActor, { verb: "create", object, at: now, parties, after });
      return { account, email, link: undefined };
    }
    const link = await inviteAdmin(tx, account, email, now);
    const object = { type: "member", id: link.id, name: email };
    await record(tx, systemActor, { verb: "invite", object, at: now, parties, after: { role: "admin" } });
    return { account, email, link };
  });
}

async function accountFor(tx: Tx, input: NewAccount, now: Date): Promise<AccountRow> {
  if (input.kind === "reseller") return resellerAccount(tx, input.tierAccount ?? "");
  const { kind, name = "" } = input;
  if (await hasAccountNamed(tx, kind, name)) {
    throw invalid("name", `there is already a ${kind} called “${name}”`, { rule: "unique", value: name });
  }
  const row = { id: await freeId(tx, kind), kind, name, distributorId: null, demo: false, createdAt: now };
  await insertAccount(tx, row);
  const object = { type: "account", id: row.id, name };
  await record(tx, systemActor, {
    verb: "create",
    object,
    at: now,
    parties: partiesOf(row),
    after: { kind, name },
  });
  return row;
}

/** Account ids have few digits, so one that is taken is possible. */
async function freeId(tx: Tx, kind: "vendor" | "distributor"): Promise<string> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const id = newId(kind);
    if (!(await findAccount(tx, id))) return id;
  }
  throw new DomainError("limit", `There is no free id left for another ${kind}.`);
}

async function resellerAccount(tx: Tx, id: string): Promise<AccountRow> {
  const account = await findAccount(tx, id);
  if (account?.kind !== "reseller") {
    throw invalid("tierAccount", `there is no reseller ${id}; its distributor makes it under Customers`, {
      rule: "unknown",
      value: id,
    });
  }
  if ((await findMembers(tx, id)).length > 0) {
    throw new DomainError(
      "wrong_state",
      `${account.name} (${id}) already has members; its admins invite more under Settings.`,
    );
  }
  return account;
}

/** A second call for the same address, the first link being lost, replaces the link. */
async function inviteAdmin(tx: Tx, account: AccountRow, email: string, now: Date): Promise<MadeLink> {
  await assertEmailFree(tx, email, account.id);
  await withdrawLinks(tx, account.id, { email }, now);
  const by = { createdBy: systemActor.id, createdByName: systemActor.name };
  const link = { kind: "invitation", accountId: account.id, email, role: "admin", ...by } as const;
  return makeLink(tx, link, now);
}

const party: Record<AccountKind, keyof Parties> = {
  vendor: "vendorId",
  distributor: "distributorId",
  reseller: "resellerId",
};

function partiesOf({ id, kind }: Pick<AccountRow, "id" | "kind">): Parties {
  return { [party[kind]]: id };
}
