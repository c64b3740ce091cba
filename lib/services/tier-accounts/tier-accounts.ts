import { insertAccount } from "@/db/accounts";
import { database } from "@/db/client";
import {
  countResellersBelow,
  countTierAccounts,
  findResellers,
  findTierAccount,
  findTierAccounts,
  insertTierAccount,
  renameAccount,
  type TierAccountRecord,
  type TierAccountRow,
  updateTierAccountRow,
} from "@/db/tier-accounts";
import type { Db, Tx } from "@/db/types";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import { conflict, DomainError, invalid, notFound } from "../../domain/errors";
import { assertRevision } from "../../domain/revision";
import type { ListQuery } from "../../domain/rql";
import { checkParent, type TierAccountInput, type TierAccountUpdate } from "../../domain/tier-account";
import { clock, created, newId, touched } from "../context";
import { record } from "../record";

export async function listTierAccounts(
  actor: Actor,
  query: ListQuery,
): Promise<{ rows: TierAccountRow[]; total: number }> {
  authorise(actor, "customers:read");
  return findTierAccounts(database(), scopeOf(actor), query);
}

export async function getTierAccount(actor: Actor, id: string): Promise<TierAccountRow> {
  authorise(actor, "customers:read");
  return loadTierAccount(database(), actor, id);
}

/** How many customers and resellers the actor sees. */
export async function countCustomers(actor: Actor): Promise<{ customer: number; reseller: number }> {
  authorise(actor, "customers:read");
  const { customer = 0, reseller = 0 } = await countTierAccounts(database(), scopeOf(actor));
  return { customer, reseller };
}

/** Whom a customer or reseller can buy from: for a distributor its resellers, for a reseller itself. */
export async function listPossibleParents(
  actor: Actor,
): Promise<{ id: string; name: string; parentId: string | null }[]> {
  authorise(actor, "customers:read");
  if (actor.account.kind === "distributor") return findResellers(database(), actor.account.id);
  return findResellers(database(), actor.distributorId ?? "", [actor.account.id]);
}

/** @throws DomainError `not_found` outside the actor's scope */
export async function loadTierAccount(db: Db, actor: Actor, id: string): Promise<TierAccountRow> {
  const found = await findTierAccount(db, scopeOf(actor), id);
  if (!found) throw notFound("Tier account", id);
  return found;
}

type Content = Pick<
  TierAccountRecord,
  "name" | "parentId" | "segment" | "country" | "externalId" | "externalUid" | "taxId" | "contactInfo"
>;

function facts(row: Content) {
  const { name, segment, country, parentId, contactInfo } = row;
  return {
    name,
    segment,
    country,
    parent: parentId,
    external_id: row.externalId,
    external_uid: row.externalUid,
    tax_id: row.taxId,
    contact_info: contactInfo,
  };
}

/** The contact as it is kept: without the keys that have no value. */
function contactOf(input: TierAccountInput["contact_info"]): Content["contactInfo"] {
  const { address_line2, state, contact, ...rest } = input;
  const { phone_number, ...person } = contact;
  return {
    ...rest,
    ...(address_line2 ? { address_line2 } : {}),
    ...(state ? { state } : {}),
    contact: { ...person, ...(phone_number ? { phone_number } : {}) },
  };
}

/** A new customer or reseller. A reseller makes only customers of its own; a new reseller also gets an account to sign in to. */
export async function createTierAccount(
  actor: Actor,
  input: TierAccountInput & { id?: string; distributorId?: string },
): Promise<TierAccountRow> {
  authorise(actor, "customers:write");
  const now = clock.now();
  const { type } = input;
  const distributorId = actor.distributorId ?? input.distributorId ?? actor.account.id;
  const isReseller = actor.account.kind === "reseller";
  if (isReseller && type !== "customer") {
    throw invalid("type", "a reseller can create only customers", { rule: "kind", value: type });
  }
  const id = input.id ?? newId("tierAccount");
  const parentId = input.parent ?? (isReseller ? actor.account.id : null);
  const content: Content = {
    name: input.name,
    parentId,
    segment: input.segment ?? "COM",
    country: input.country ?? input.contact_info.country,
    externalId: input.external_id ?? null,
    externalUid: input.external_uid ?? null,
    taxId: input.tax_id ?? null,
    contactInfo: contactOf(input.contact_info),
  };
  return database().transaction(async (tx) => {
    await assertParent(tx, actor, { id, type, parentId });
    await insertTierAccount(tx, { id, distributorId, type, ...content, ...created(actor, now) });
    if (type === "reseller") {
      await insertAccount(tx, { id, kind: "reseller", name: content.name, distributorId, createdAt: now });
    }
    await record(tx, actor, {
      verb: "create",
      object: { type: "tier_account", id, name: content.name },
      at: now,
      parties: { distributorId, resellerId: resellerOf({ id, type, parentId }) },
      after: { type, ...facts(content) },
    });
    return loadTierAccount(tx, actor, id);
  });
}

function resellerOf(row: Pick<TierAccountRecord, "id" | "type" | "parentId">): string | null {
  return row.type === "reseller" ? row.id : row.parentId;
}

/** A parent outside the actor's scope is as good as not there. */
async function assertParent(
  tx: Tx,
  actor: Actor,
  row: Pick<TierAccountRecord, "id" | "type" | "parentId">,
): Promise<void> {
  if (row.parentId === null) return;
  const parent = await findTierAccount(tx, scopeOf(actor), row.parentId);
  if (!parent) {
    throw invalid("parent", `${row.parentId} was not found among your resellers`, {
      rule: "unknown",
      value: row.parentId,
    });
  }
  const below = row.type === "reseller" ? await countResellersBelow(tx, row.id) : 0;
  checkParent(row, parent, below > 0);
}

/** What is left out stays as it is; what changes nothing writes nothing. The type is fixed. */
export async function updateTierAccount(
  actor: Actor,
  input: { id: string; revision?: number | undefined } & TierAccountUpdate,
): Promise<TierAccountRow> {
  authorise(actor, "customers:write");
  const now = clock.now();
  return database().transaction(async (tx) => {
    const before = await loadTierAccount(tx, actor, input.id);
    assertRevision(`Tier account ${before.id}`, before.revision, input.revision);
    assertMayChange(actor, before, input);
    const after = merged(before, input);
    const { id, type, distributorId } = before;
    if (after.parentId !== before.parentId) {
      await assertParent(tx, actor, { id, type, parentId: after.parentId });
    }
    const changed = await record(tx, actor, {
      verb: "update",
      object: { type: "tier_account", id, name: after.name },
      at: now,
      parties: { distributorId, resellerId: resellerOf({ id, type, parentId: after.parentId }) },
      before: facts(before),
      after: facts(after),
    });
    if (!changed) return before;
    const set = { ...after, ...touched(before, "updated", actor, now) };
    if (!(await updateTierAccountRow(tx, scopeOf(actor), before, set))) {
      throw conflict(`Tier account ${id} was changed by somebody else at the same time.`);
    }
    if (type === "reseller" && after.name !== before.name) await renameAccount(tx, id, after.name);
    return loadTierAccount(tx, actor, id);
  });
}

function assertMayChange(actor: Actor, before: TierAccountRow, input: TierAccountUpdate): void {
  if (input.type !== undefined && input.type !== before.type) {
    throw invalid("type", `is fixed: the account is a ${before.type}`, { rule: "fixed", value: input.type });
  }
  if (actor.account.kind !== "reseller") return;
  if (before.type === "reseller" || before.parentId !== actor.account.id) {
    throw new DomainError("forbidden", "A reseller can change only its own customers.");
  }
  if (input.parent !== undefined && input.parent !== actor.account.id) {
    throw invalid("parent", `must stay ${actor.account.id}: only the distributor can move a customer`, {
      rule: "fixed",
      value: input.parent,
    });
  }
}

function merged(before: Content, input: TierAccountUpdate): Content {
  const kept = <T>(given: T | undefined, current: T): T => (given === undefined ? current : given);
  return {
    name: kept(input.name, before.name),
    parentId: kept(input.parent, before.parentId),
    segment: kept(input.segment, before.segment),
    country: input.country ?? countryAfter(before, input),
    externalId: kept(input.external_id, before.externalId),
    externalUid: kept(input.external_uid, before.externalUid),
    taxId: kept(input.tax_id, before.taxId),
    contactInfo: input.contact_info ? contactAfter(before, input.contact_info) : before.contactInfo,
  };
}

/** A telephone number that the writer does not mention stays. */
function contactAfter(before: Content, input: TierAccountInput["contact_info"]): Content["contactInfo"] {
  const after = contactOf(input);
  const { phone_number } = before.contactInfo.contact;
  if (input.contact.phone_number !== undefined || !phone_number) return after;
  return { ...after, contact: { ...after.contact, phone_number } };
}

/** A country that was the address's moves with the address. */
function countryAfter(before: Content, input: TierAccountUpdate): string {
  const moved = before.country === before.contactInfo.country ? input.contact_info : undefined;
  return moved ? moved.country : before.country;
}
