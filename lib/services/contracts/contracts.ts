import { type AccountRow, findAccount } from "@/db/accounts";
import { database } from "@/db/client";
import {
  type ContractRow,
  findContract,
  findContracts,
  findPartners,
  insertContract,
  type PartnerRow,
} from "@/db/contracts";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import { DomainError, notFound } from "../../domain/errors";
import { eq, everything, type ListQuery, where } from "../../domain/rql";
import { filterRows, type RowFields } from "../../domain/rql-rows";
import { clock, created, newId } from "../context";
import { loadMarketplace } from "../marketplaces/marketplaces";
import { record } from "../record";

export async function listContracts(
  actor: Actor,
  query: ListQuery,
): Promise<{ rows: ContractRow[]; total: number }> {
  authorise(actor, "contracts:read");
  return findContracts(database(), scopeOf(actor), query);
}

export async function getContract(actor: Actor, id: string): Promise<ContractRow> {
  authorise(actor, "contracts:read");
  const found = await findContract(database(), scopeOf(actor), id);
  if (!found) throw notFound("Contract", id);
  return found;
}

/**
 * An active distribution contract between a vendor and the distributor of a marketplace. Only the loader of demo data
 * makes one out of nothing; people get theirs by enrolling and signing.
 */
export async function createContract(
  actor: Actor,
  input: { vendorId: string; marketplaceId: string; name: string; id?: string },
): Promise<ContractRow> {
  if (actor.type !== "system") {
    throw new DomainError(
      "forbidden",
      "A contract comes about when the vendor enrols and the distributor signs.",
    );
  }
  const now = clock.now();
  const id = input.id ?? newId("contract");
  return database().transaction(async (tx) => {
    const marketplace = await loadMarketplace(tx, actor, input.marketplaceId);
    const vendor = await findAccount(tx, input.vendorId);
    if (vendor?.kind !== "vendor") throw notFound("Vendor", input.vendorId);
    const parties = { vendorId: vendor.id, distributorId: marketplace.distributorId };
    const { name, marketplaceId } = input;
    await insertContract(tx, {
      id,
      name,
      type: "distribution",
      ...parties,
      marketplaceId,
      status: "active",
      ...created(actor, now),
    });
    const object = { type: "contract", id, name };
    await record(tx, actor, { verb: "sign", object, at: now, parties, after: { status: "active" } });
    const made = await findContract(tx, scopeOf(actor), id);
    if (!made) throw notFound("Contract", id);
    return made;
  });
}

/** What one's own account is asked by: as partners are. */
const accountFields: RowFields<AccountRow> = {
  id: { of: (row) => row.id, type: "text", orderable: true, searchable: true },
  name: { of: (row) => row.name, type: "text", orderable: true, searchable: true },
  type: { of: (row) => row.kind, type: "text" },
};

/** The actor's own account: a collection of one. */
export async function listAccounts(
  actor: Actor,
  query: ListQuery,
): Promise<{ rows: AccountRow[]; total: number }> {
  authorise(actor, "members:read");
  const own = await findAccount(database(), actor.account.id);
  return filterRows(query, own ? [own] : [], accountFields);
}

export async function getAccount(actor: Actor, id: string): Promise<AccountRow> {
  const [own] = (await listAccounts(actor, everything)).rows;
  if (own?.id !== id) throw notFound("Account", id);
  return own;
}

/** The accounts the actor does business with. */
export async function listPartners(
  actor: Actor,
  query: ListQuery,
): Promise<{ rows: PartnerRow[]; total: number }> {
  authorise(actor, "members:read");
  return findPartners(database(), scopeOf(actor), query);
}

export async function getPartner(actor: Actor, id: string): Promise<PartnerRow> {
  const { rows } = await listPartners(actor, { ...everything, ...where(eq("id", id)) });
  const [found] = rows;
  if (!found) throw notFound("Partner", id);
  return found;
}
