import type { AccountKind, Actor, Role } from "../../lib/domain/access";
import { formatId, type IdKind } from "../../lib/domain/ids";
import { insertAccount } from "../accounts";
import { database } from "../client";

const idKinds: Record<AccountKind, IdKind> = {
  vendor: "vendor",
  distributor: "distributor",
  reseller: "tierAccount",
};

let made = 0;

/** Ids count up: every test file has a database of its own, and random ones would meet once in a while. */
function nextId(kind: IdKind): string {
  made += 1;
  const digits = [...String(made).padStart(16, "0")].map(Number);
  const length = formatId(kind, () => 0).replace(/\D/g, "").length;
  const own = digits.slice(-length);
  return formatId(kind, () => own.shift() ?? 0);
}

async function newAccount(kind: AccountKind, distributorId?: string): Promise<Actor> {
  const id = nextId(idKinds[kind]);
  const name = `${kind} ${id}`;
  await database().transaction((tx) =>
    insertAccount(tx, { id, kind, name, distributorId: distributorId ?? null, createdAt: new Date() }),
  );
  return {
    type: "user",
    id: nextId("user"),
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
  return { ...actor, id: nextId("user"), role };
}
