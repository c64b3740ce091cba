import { database } from "@/db/client";
import {
  countBoundSlots,
  countMarketplaceUses,
  deleteMarketplaceRow,
  findMarketplace,
  findMarketplaces,
  insertMarketplace,
  type MarketplaceRecord,
  type MarketplaceRow,
  updateMarketplaceRow,
} from "@/db/marketplaces";
import type { Db, Tx } from "@/db/types";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import { conflict, DomainError, invalid, notFound } from "../../domain/errors";
import { priceListSlots } from "../../domain/listing";
import {
  checkCurrencies,
  type MarketplaceInput,
  type MarketplaceUpdate,
  slotCurrency,
} from "../../domain/marketplace";
import { assertRevision } from "../../domain/revision";
import type { ListQuery } from "../../domain/rql";
import { clock, created, newId, touched } from "../context";
import { record } from "../record";

export async function listMarketplaces(
  actor: Actor,
  query: ListQuery,
): Promise<{ rows: MarketplaceRow[]; total: number }> {
  authorise(actor, "marketplaces:read");
  return findMarketplaces(database(), scopeOf(actor), query);
}

export async function getMarketplace(actor: Actor, id: string): Promise<MarketplaceRow> {
  authorise(actor, "marketplaces:read");
  return loadMarketplace(database(), actor, id);
}

/** @throws DomainError `not_found` outside the actor's scope */
export async function loadMarketplace(db: Db, actor: Actor, id: string): Promise<MarketplaceRow> {
  const found = await findMarketplace(db, scopeOf(actor), id);
  if (!found) throw notFound("Marketplace", id);
  return found;
}

type Content = Pick<
  MarketplaceRecord,
  | "name"
  | "description"
  | "zone"
  | "currency"
  | "altCurrency1"
  | "altCurrency2"
  | "countries"
  | "requiredColumns"
>;

/** What people recognise, by the names of the API. */
function facts(row: Content) {
  const { name, description, zone, currency, countries } = row;
  return {
    name,
    description,
    zone,
    currency,
    alt_currency_1: row.altCurrency1,
    alt_currency_2: row.altCurrency2,
    countries,
    attributes: row.requiredColumns,
  };
}

/** A marketplace of the actor's own (reference connect.md §5.3). */
export async function createMarketplace(
  actor: Actor,
  input: MarketplaceInput & { id?: string },
): Promise<MarketplaceRow> {
  authorise(actor, "marketplaces:write");
  const now = clock.now();
  const content: Content = {
    name: input.name,
    description: input.description ?? null,
    zone: input.zone,
    currency: input.currency,
    altCurrency1: input.alt_currency_1 ?? null,
    altCurrency2: input.alt_currency_2 ?? null,
    countries: input.countries,
    requiredColumns: input.attributes,
  };
  checkCurrencies(content);
  const id = input.id ?? newId("marketplace");
  return database().transaction(async (tx) => {
    await insertMarketplace(tx, {
      id,
      distributorId: actor.account.id,
      ...content,
      ...created(actor, now),
    });
    await record(tx, actor, {
      verb: "create",
      object: { type: "marketplace", id, name: content.name },
      at: now,
      after: facts(content),
    });
    return loadMarketplace(tx, actor, id);
  });
}

type Named = { id: string; revision?: number | undefined };

/** What is left out stays as it is; what changes nothing writes nothing. A currency in use by listings cannot change. */
export async function updateMarketplace(
  actor: Actor,
  input: Named & MarketplaceUpdate,
): Promise<MarketplaceRow> {
  authorise(actor, "marketplaces:write");
  const now = clock.now();
  return database().transaction(async (tx) => {
    const before = await loadMarketplace(tx, actor, input.id);
    assertRevision(`Marketplace ${before.id}`, before.revision, input.revision);
    const after = merged(before, input);
    checkCurrencies(after);
    await assertCurrenciesFree(tx, before, after);
    const changed = await record(tx, actor, {
      verb: "update",
      object: { type: "marketplace", id: before.id, name: after.name },
      at: now,
      before: facts(before),
      after: facts(after),
    });
    if (!changed) return before;
    const set = { ...after, ...touched(before, "updated", actor, now) };
    if (!(await updateMarketplaceRow(tx, scopeOf(actor), before, set))) {
      throw conflict(`Marketplace ${before.id} was changed by somebody else at the same time.`);
    }
    return loadMarketplace(tx, actor, before.id);
  });
}

function merged(before: Content, input: MarketplaceUpdate): Content {
  const kept = <T>(given: T | undefined, current: T): T => (given === undefined ? current : given);
  return {
    name: kept(input.name, before.name),
    description: kept(input.description, before.description),
    zone: kept<string>(input.zone, before.zone),
    currency: kept(input.currency, before.currency),
    altCurrency1: kept(input.alt_currency_1, before.altCurrency1),
    altCurrency2: kept(input.alt_currency_2, before.altCurrency2),
    countries: kept(input.countries, before.countries),
    requiredColumns: kept(input.attributes, before.requiredColumns),
  };
}

const currencyFields = {
  pricelist: "currency",
  alt_pricelist_1: "alt_currency_1",
  alt_pricelist_2: "alt_currency_2",
} as const;

/** Listed price lists have the currency of their slot; it cannot be pulled from under them. */
async function assertCurrenciesFree(db: Db, before: MarketplaceRecord, after: Content): Promise<void> {
  const moved = priceListSlots.filter((slot) => slotCurrency(before, slot) !== slotCurrency(after, slot));
  if (moved.length === 0) return;
  const bound = await countBoundSlots(db, before.id);
  for (const slot of moved) {
    const lists = bound[slot];
    if (lists === 0) continue;
    const noun = lists === 1 ? "listing carries a price list" : "listings carry price lists";
    throw invalid(currencyFields[slot], `cannot change: ${lists} ${noun} in ${slotCurrency(before, slot)}`, {
      rule: "in_use",
      value: slotCurrency(after, slot),
    });
  }
}

/** Only a marketplace that nothing has happened on. */
export async function deleteMarketplace(actor: Actor, input: Named): Promise<void> {
  authorise(actor, "marketplaces:write");
  const now = clock.now();
  await database().transaction(async (tx) => {
    const found = await loadMarketplace(tx, actor, input.id);
    assertRevision(`Marketplace ${found.id}`, found.revision, input.revision);
    await assertUnused(tx, found);
    await record(tx, actor, {
      verb: "delete",
      object: { type: "marketplace", id: found.id, name: found.name },
      at: now,
      before: facts(found),
    });
    await deleteMarketplaceRow(tx, scopeOf(actor), found.id);
  });
}

async function assertUnused(tx: Tx, found: MarketplaceRecord): Promise<void> {
  const uses = Object.entries(await countMarketplaceUses(tx, found.id)).filter(([, total]) => total > 0);
  if (uses.length === 0) return;
  const list = uses.map(([what, total]) => `${total} ${total === 1 ? what.slice(0, -1) : what}`).join(", ");
  throw new DomainError(
    "wrong_state",
    `Marketplace ${found.id} cannot be deleted: it has ${list}. Only an unused marketplace can.`,
  );
}
