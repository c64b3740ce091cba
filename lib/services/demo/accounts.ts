import { findAccount, insertAccount, insertToken } from "@/db/accounts";
import { database } from "@/db/client";
import { insertClient } from "@/db/discount-clients";
import type { AccountKind, Actor, Role } from "../../domain/access";
import { createUser } from "../accounts/new-member";
import { clock } from "../context";
import { hashSecret } from "../secrets";

export const password = "channelbook";

type DemoAccount = {
  id: string;
  kind: AccountKind;
  name: string;
  people: { email: string; name: string; role: Role }[];
  token: { id: string; secret: string };
};

/** The accounts of API.md §5: ids, sign-ins and tokens are fixed. */
export const demoAccounts = [
  {
    id: "VA-100-001",
    kind: "vendor",
    name: "Lumen Software",
    people: [
      { email: "vendor@example.com", name: "Vera Lindqvist", role: "admin" },
      { email: "vendor-viewer@example.com", name: "Viktor Hale", role: "viewer" },
    ],
    token: { id: "SU-100-000-001", secret: "demo-vendor" },
  },
  {
    id: "VA-100-002",
    kind: "vendor",
    name: "Quarry Analytics",
    people: [{ email: "vendor2@example.com", name: "Quinn Abara", role: "admin" }],
    token: { id: "SU-100-000-002", secret: "demo-vendor-2" },
  },
  {
    id: "PA-200-001",
    kind: "distributor",
    name: "Harbor Distribution",
    people: [{ email: "distributor@example.com", name: "Dana Okafor", role: "admin" }],
    token: { id: "SU-200-000-001", secret: "demo-distributor" },
  },
  {
    id: "PA-200-002",
    kind: "distributor",
    name: "Sakura Trading",
    people: [{ email: "distributor2@example.com", name: "Daichi Mori", role: "admin" }],
    token: { id: "SU-200-000-002", secret: "demo-distributor-2" },
  },
  {
    id: "TA-1000-0000-0001",
    kind: "reseller",
    name: "Brightside IT",
    people: [{ email: "reseller@example.com", name: "Rosa Jimenez", role: "admin" }],
    token: { id: "SU-300-000-001", secret: "demo-reseller" },
  },
] as const satisfies DemoAccount[];

type DemoAccountId = (typeof demoAccounts)[number]["id"];

/** Makes the vendors and distributors with their people and tokens. @returns the first person of each, who acts in the story */
export async function loadAccounts(): Promise<Record<DemoAccountId, Actor>> {
  const actors: [string, Actor][] = [];
  for (const account of companies("vendor", "distributor")) {
    const { id, kind, name } = account;
    const row = { id, kind, name, demo: true, createdAt: clock.now() };
    await database().transaction((tx) => insertAccount(tx, row));
    actors.push([id, await loadPeople(account)]);
  }
  await database().transaction((tx) =>
    insertClient(tx, {
      clientId: "demo-partner",
      secretHash: hashSecret("demo-secret"),
      distributorId: "PA-200-001",
      createdAt: clock.now(),
    }),
  );
  return Object.fromEntries(actors) as Record<DemoAccountId, Actor>;
}

function companies(...kinds: AccountKind[]): DemoAccount[] {
  const all: readonly DemoAccount[] = demoAccounts;
  return all.filter((account) => kinds.includes(account.kind));
}

/** The people of the resellers, whose accounts came with their tier accounts. */
export async function loadResellers(): Promise<void> {
  for (const account of companies("reseller")) await loadPeople(account);
}

/** The account's token and people. @returns the first person */
async function loadPeople({ id, kind, name, token, people }: DemoAccount): Promise<Actor> {
  const row = { id: token.id, accountId: id, name: "Demo integration", secretHash: hashSecret(token.secret) };
  const rights = { role: "admin" as const, modules: null, createdBy: "system", createdAt: clock.now() };
  await database().transaction((tx) => insertToken(tx, { ...row, ...rights }));
  const ids: string[] = [];
  for (const person of people) ids.push(await createUser({ ...person, password, accountId: id }));
  const person = { id: ids[0] ?? "", name: people[0]?.name ?? name };
  return { type: "user", ...person, account: { id, kind, name }, role: "admin", modules: null };
}

/** Is the demo world in this database? */
export async function hasDemo(): Promise<boolean> {
  return (await findAccount(database(), demoAccounts[0].id))?.demo ?? false;
}
