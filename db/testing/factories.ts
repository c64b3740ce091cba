import { randomInt } from "node:crypto";
import type { AccountKind, Actor, Role } from "../../lib/domain/access";
import { formatId, type IdKind } from "../../lib/domain/ids";
import { insertAccount } from "../accounts";
import { database } from "../client";

const idKinds: Record<AccountKind, IdKind> = {
  vendor: "vendor",
  distributor: "distributor",
  reseller: "tierAccount",
};

async function newAccount(kind: AccountKind, distributorId?: string): Promise<Actor> {
  const id = formatId(idKinds[kind], () => randomInt(10));
  const name = `${kind} ${id}`;
  await database().transaction((tx) =>
    insertAccount(tx, { id, kind, name, distributorId: distributorId ?? null, createdAt: new Date() }),
  );
  return {
    type: "user",
    id: formatId("user", () => randomInt(10)),
    name: `Admin of ${name}`,
    account: { id, kind, name },
    role: "admin",
    modules: null,
    ...(distributorId ? { distributorId } : {}),
  };
}

/** An account of its own for a test, and its admin. */
export const newVendor = () => newAccount("vendor");
export const newDistributor = () => newAccount("distributor");
export const newReseller = (distributor: Actor) => newAccount("reseller", distributor.account.id);

/** The same account seen by somebody with another role. */
export function as(role: Role, actor: Actor): Actor {
  return { ...actor, id: formatId("user", () => randomInt(10)), role };
}
