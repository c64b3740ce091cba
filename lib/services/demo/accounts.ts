import { findAccount, insertAccount, insertToken } from "@/db/accounts";
import { database } from "@/db/client";
import { insertClient } from "@/db/discount-clients";
import type { AccountKind, Actor, Role } from "../../domain/access";
import { createUser } from "../auth";
import { clock } from "../context";
import { hashSecret } from "../secrets";

export const password = "channelbook";

type DemoAccount = {
  id: string;
  kind: AccountKind;
  name: string;
  distributorId?: string;
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
    distributorId: "PA-200-001",
    people: [{ email: "reseller@example.com", name: "Rosa Jimenez", role: "admin" }],
    token: { id: "SU-300-000-001", secret: "demo-reseller" },
  },
] as const satisfies DemoAccount[];

type DemoAccountId = (typeof demoAccounts)[number]["id"];

/** Makes the accounts with their people and tokens. @returns the first person of each account, who acts in the story */
export async function loadAccounts(): Promise<Record<DemoAccountId, Actor>> {
  const actors: [string, Actor][] = [];
  for (const account of demoAccounts as readonly DemoAccount[])
    actors.push([account.id, await loadAccount(account)]);
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

async function loadAccount(account: DemoAccount): Promise<Actor> {
  const { id, kind, name, distributorId, token } = account;
  const now = clock.now();
  await database().transaction(async (tx) => {
    await insertAccount(tx, {
      id,
      kind,
      name,
      distributorId: distributorId ?? null,
      demo: true,
      createdAt: now,
    });
    await insertToken(tx, {
      id: token.id,
      accountId: id,
      name: "Demo integration",
      secretHash: hashSecret(token.secret),
      role: "admin",
      modules: null,
      createdBy: "system",
      createdAt: now,
    });
  });
  const ids: string[] = [];
  for (const person of account.people) ids.push(await createUser({ ...person, password, accountId: id }));
  const [first] = account.people;
  return {
    type: "user",
    id: ids[0] ?? "",
    name: first?.name ?? name,
    account: { id, kind, name },
    role: "admin",
    modules: null,
    ...(distributorId ? { distributorId } : {}),
  };
}

/** Is the demo world in this database? */
export async function hasDemo(): Promise<boolean> {
  return (await findAccount(database(), demoAccounts[0].id))?.demo ?? false;
}
