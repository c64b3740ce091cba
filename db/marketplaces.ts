import { type AnyColumn, and, asc, count, eq, exists, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Scope } from "../lib/domain/access";
import type { ListQuery } from "../lib/domain/rql";
import { compileList, type FilterFields } from "./filter";
import { account } from "./schema/accounts";
import {
  contract,
  listing,
  marketplace,
  marketplaceConnector,
  marketplaceParameter,
} from "./schema/listings";
import { asset } from "./schema/orders";
import type { Db, Tx } from "./types";

export type MarketplaceRecord = typeof marketplace.$inferSelect;
/** A marketplace with its distributor's name and what happens on it, as far as the reader sees it. */
export type MarketplaceRow = MarketplaceRecord & {
  distributorName: string;
  contracts: number;
  activeContracts: number;
  listings: number;
};

/** A distributor sees its own, a vendor those it has a contract for, a reseller its distributor's. */
export function marketplaceInScope(db: Db, scope: Scope): SQL | undefined {
  if (scope.kind === "all") return undefined;
  if (scope.kind !== "vendor") return eq(marketplace.distributorId, scope.distributorId);
  return exists(
    db
      .select({ one: sql`1` })
      .from(contract)
      .where(and(eq(contract.marketplaceId, marketplace.id), eq(contract.vendorId, scope.vendorId))),
  );
}

const fields: FilterFields = {
  id: { column: marketplace.id, type: "text", orderable: true, searchable: true, nullId: "MP-00000" },
  name: { column: marketplace.name, type: "text", orderable: true, searchable: true },
  description: { column: marketplace.description, type: "text" },
  zone: { column: marketplace.zone, type: "text", orderable: true },
  currency: { column: marketplace.currency, type: "text", orderable: true },
  alt_currency_1: { column: marketplace.altCurrency1, type: "text" },
  alt_currency_2: { column: marketplace.altCurrency2, type: "text" },
  "countries.id": { column: marketplace.countries, type: "list" },
  "owner.id": { column: marketplace.distributorId, type: "text" },
  "owner.name": { column: account.name, type: "text", orderable: true },
  "events.created.at": { column: marketplace.createdAt, type: "instant", orderable: true },
  "events.updated.at": { column: marketplace.updatedAt, type: "instant", orderable: true },
};

function select(db: Db, scope: Scope) {
  const vendor = scope.kind === "vendor" ? eq(contract.vendorId, scope.vendorId) : undefined;
  const contracts = db
    .select({ total: count() })
    .from(contract)
    .where(and(eq(contract.marketplaceId, marketplace.id), vendor));
  const active = db
    .select({ total: count() })
    .from(contract)
    .where(and(eq(contract.marketplaceId, marketplace.id), eq(contract.status, "active"), vendor));
  const listings = db
    .select({ total: count() })
    .from(listing)
    .where(
      and(
        eq(listing.marketplaceId, marketplace.id),
        eq(listing.status, "listed"),
        scope.kind === "vendor" ? eq(listing.vendorId, scope.vendorId) : undefined,
      ),
    );
  return db
    .select({
      marketplace,
      distributorName: account.name,
      contracts: sql`(${contracts})`.mapWith(Number),
      activeContracts: sql`(${active})`.mapWith(Number),
      listings: sql`(${listings})`.mapWith(Number),
    })
    .from(marketplace)
    .innerJoin(account, eq(account.id, marketplace.distributorId));
}

type Found = { marketplace: MarketplaceRecord } & Omit<MarketplaceRow, keyof MarketplaceRecord>;

function asRow({ marketplace: row, ...rest }: Found): MarketplaceRow {
  return { ...row, ...rest };
}

/** By name unless the query orders otherwise. */
export async function findMarketplaces(
  db: Db,
  scope: Scope,
  query: ListQuery,
): Promise<{ rows: MarketplaceRow[]; total: number }> {
  const { where, orderBy } = compileList(query, fields, marketplace.id);
  const condition = and(marketplaceInScope(db, scope), where);
  const order = query.ordering.length > 0 ? orderBy : [asc(marketplace.name), asc(marketplace.id)];
  const [rows, totals] = await Promise.all([
    select(db, scope)
      .where(condition)
      .orderBy(...order)
      .limit(query.limit)
      .offset(query.offset),
    db
      .select({ total: count() })
      .from(marketplace)
      .innerJoin(account, eq(account.id, marketplace.distributorId))
      .where(condition),
  ]);
  return { rows: rows.map(asRow), total: totals[0]?.total ?? 0 };
}

export async function findMarketplace(db: Db, scope: Scope, id: string): Promise<MarketplaceRow | undefined> {
  const rows = await select(db, scope).where(and(marketplaceInScope(db, scope), eq(marketplace.id, id)));
  return rows.map(asRow)[0];
}

/** The marketplace alone, without what happens on it: what most questions need, at a fraction of the work. */
export async function findMarketplaceRecord(
  db: Db,
  scope: Scope,
  id: string,
): Promise<MarketplaceRecord | undefined> {
  const [row] = await db
    .select()
    .from(marketplace)
    .where(and(marketplaceInScope(db, scope), eq(marketplace.id, id)));
  return row;
}

export async function insertMarketplace(tx: Tx, row: typeof marketplace.$inferInsert): Promise<void> {
  await tx.insert(marketplace).values(row);
}

/** Writes only when the row still has `revision`. @returns whether it did */
export async function updateMarketplaceRow(
  tx: Tx,
  scope: Scope,
  at: { id: string; revision: number },
  set: Partial<typeof marketplace.$inferInsert>,
): Promise<boolean> {
  const rows = await tx
    .update(marketplace)
    .set(set)
    .where(
      and(marketplaceInScope(tx, scope), eq(marketplace.id, at.id), eq(marketplace.revision, at.revision)),
    )
    .returning({ id: marketplace.id });
  return rows.length > 0;
}

export async function deleteMarketplaceRow(tx: Tx, scope: Scope, id: string): Promise<void> {
  await tx.delete(marketplace).where(and(marketplaceInScope(tx, scope), eq(marketplace.id, id)));
}

/** What keeps a marketplace from being deleted. */
export async function countMarketplaceUses(db: Db, id: string) {
  const contracts = await db.select({ total: count() }).from(contract).where(eq(contract.marketplaceId, id));
  const listings = await db.select({ total: count() }).from(listing).where(eq(listing.marketplaceId, id));
  const assets = await db.select({ total: count() }).from(asset).where(eq(asset.marketplaceId, id));
  return {
    contracts: contracts[0]?.total ?? 0,
    listings: listings[0]?.total ?? 0,
    subscriptions: assets[0]?.total ?? 0,
  };
}

/** How many listings of the marketplace carry a price list in each slot. */
export async function countBoundSlots(db: Db, id: string) {
  const total = async (column: AnyColumn) => {
    const rows = await db
      .select({ total: count() })
      .from(listing)
      .where(and(eq(listing.marketplaceId, id), isNotNull(column)));
    return rows[0]?.total ?? 0;
  };
  return {
    pricelist: await total(listing.pricelistId),
    alt_pricelist_1: await total(listing.altPricelist1Id),
    alt_pricelist_2: await total(listing.altPricelist2Id),
  };
}

export type ParameterRow = typeof marketplaceParameter.$inferSelect;

/** The parameters that somebody has set; the others have their default. */
export async function findParameters(db: Db, scope: Scope, marketplaceId: string): Promise<ParameterRow[]> {
  const rows = await db
    .select({ row: marketplaceParameter })
    .from(marketplaceParameter)
    .innerJoin(marketplace, eq(marketplace.id, marketplaceParameter.marketplaceId))
    .where(and(marketplaceInScope(db, scope), eq(marketplace.id, marketplaceId)));
  return rows.map(({ row }) => row);
}

/** Sets a parameter; the caller has made sure that the marketplace is the actor's. */
export async function saveParameter(tx: Tx, row: ParameterRow): Promise<void> {
  const { value, updatedAt } = row;
  await tx
    .insert(marketplaceParameter)
    .values(row)
    .onConflictDoUpdate({
      target: [marketplaceParameter.marketplaceId, marketplaceParameter.parameterId],
      set: { value, updatedAt },
    });
}

export type ConnectorRow = typeof marketplaceConnector.$inferSelect;

export async function findConnector(
  db: Db,
  scope: Scope,
  marketplaceId: string,
): Promise<ConnectorRow | undefined> {
  const rows = await db
    .select({ row: marketplaceConnector })
    .from(marketplaceConnector)
    .innerJoin(marketplace, eq(marketplace.id, marketplaceConnector.marketplaceId))
    .where(and(marketplaceInScope(db, scope), eq(marketplace.id, marketplaceId)));
  return rows[0]?.row;
}

/** Sets the connector; the caller has made sure that the marketplace is the actor's. */
export async function saveConnector(tx: Tx, row: ConnectorRow): Promise<void> {
  const { marketplaceId: _, ...set } = row;
  await tx
    .insert(marketplaceConnector)
    .values(row)
    .onConflictDoUpdate({ target: marketplaceConnector.marketplaceId, set });
}

export async function deleteConnector(tx: Tx, marketplaceId: string): Promise<void> {
  await tx.delete(marketplaceConnector).where(eq(marketplaceConnector.marketplaceId, marketplaceId));
}
