import { and, eq, gt, inArray, isNull, lte, ne, or, type SQL } from "drizzle-orm";
import { inForceAt, type Validity } from "../lib/domain/price-settlement";
import type { BindingSlot } from "../lib/domain/states";
import { listing, listingBinding, marketplace } from "./schema/listings";
import { type PriceColumn, priceList, priceListProduct, pricePoint, priceVersion } from "./schema/pricing";
import { item } from "./schema/products";
import type { Db } from "./types";

/** An exact amount: `units` × 10^-`scale`. */
export type CellAmount = { units: bigint; scale: number };

export type PriceInForce = {
  item: { id: string; mpn: string; name: string; productId: string };
  listingId: string;
  priceListId: string;
  versionId: string;
  startAt: Date | null;
  currency: string;
  decimals: number;
  columns: PriceColumn[];
  /** By column id; an empty cell is absent. */
  values: Record<string, CellAmount>;
  validFrom: Date;
  /** Null while no end is known. */
  validTo: Date | null;
};

export type PriceQuestion = {
  marketplaceId: string;
  /** Past or future. */
  at: Date;
  /** Picks the main or an alternative price list; without it the main one. */
  currency?: string;
  itemIds?: string[];
  productIds?: string[];
};

type Binding = {
  listingId: string;
  productId: string;
  distributorId: string;
  from: Date;
  to: Date | null;
  list: typeof priceList.$inferSelect;
};

type Version = typeof priceVersion.$inferSelect;

const priceSlots: BindingSlot[] = ["pricelist", "alt_pricelist_1", "alt_pricelist_2"];
const predefined = ["price", "st0p", "st1p", "st2p"] as const;
/** What a distributor's own list replaces on its marketplace; cost always comes from the vendor's list. */
const resale = ["st0p", "st1p", "st2p"] as const;
/** Ids per statement: SQLite takes 32,766 parameters. */
const idsPerStatement = 5000;

/**
 * What each item costs on a marketplace at an instant (DESIGN §5, As of): the listing's binding at that instant leads to
 * the list, the instants of its versions to the one in force. No job has to have run: a scheduled version counts from its
 * start. The distributor's own list in force for the product and currency replaces the resale prices it gives.
 */
export async function findPricesInForce(db: Db, question: PriceQuestion): Promise<PriceInForce[]> {
  const bindings = await findBindings(db, question);
  const own = await findOwnLists(db, bindings);
  const versions = await versionsInForce(
    db,
    [...bindings.map((b) => b.list.id), ...own.map((o) => o.list.id)],
    question.at,
  );
  const rows: PriceInForce[] = [];
  for (const binding of bindings) {
    const inForce = versions.get(binding.list.id);
    if (!inForce) continue;
    const replacements = await findReplacements(db, binding, own, versions, question);
    for (const point of await findPoints(db, inForce.version.id, binding.productId, question.itemIds)) {
      rows.push(priceRow(binding, inForce, point, replacements.get(point.item.id)));
    }
  }
  return rows;
}

async function findBindings(
  db: Db,
  { marketplaceId, at, currency, productIds }: PriceQuestion,
): Promise<Binding[]> {
  const slots = currency ? inArray(listingBinding.slot, priceSlots) : eq(listingBinding.slot, "pricelist");
  return db
    .select({
      listingId: listing.id,
      productId: listing.productId,
      distributorId: marketplace.distributorId,
      from: listingBinding.from,
      to: listingBinding.to,
      list: priceList,
    })
    .from(listingBinding)
    .innerJoin(listing, eq(listing.id, listingBinding.listingId))
    .innerJoin(marketplace, eq(marketplace.id, listing.marketplaceId))
    .innerJoin(priceList, eq(priceList.id, listingBinding.targetId))
    .where(
      and(
        eq(listing.marketplaceId, marketplaceId),
        slots,
        currency ? eq(priceList.currency, currency) : undefined,
        lte(listingBinding.from, at),
        or(isNull(listingBinding.to), gt(listingBinding.to, at)),
        productIds ? inArray(listing.productId, productIds) : undefined,
      ),
    )
    .orderBy(listing.id);
}

type OwnList = { productId: string; list: typeof priceList.$inferSelect };

async function findOwnLists(db: Db, bindings: Binding[]): Promise<OwnList[]> {
  const distributor = bindings[0]?.distributorId;
  if (!distributor) return [];
  return db
    .select({ productId: priceListProduct.productId, list: priceList })
    .from(priceList)
    .innerJoin(priceListProduct, eq(priceListProduct.priceListId, priceList.id))
    .where(
      and(
        eq(priceList.ownerId, distributor),
        inArray(
          priceListProduct.productId,
          bindings.map((b) => b.productId),
        ),
      ),
    );
}

/** The version of each list that was, is or will be in force at `at`, decided by instants alone (DESIGN §4). */
export async function versionsInForce(
  db: Db,
  listIds: string[],
  at: Date,
): Promise<Map<string, Validity<Version>>> {
  if (listIds.length === 0) return new Map();
  const versions = await db
    .select()
    .from(priceVersion)
    .where(and(inArray(priceVersion.priceListId, listIds), ne(priceVersion.status, "draft")));
  const byList = Map.groupBy(versions, (version) => version.priceListId);
  return new Map(
    [...byList].flatMap(([listId, own]) => {
      const inForce = inForceAt(own, at);
      return inForce ? [[listId, inForce] as const] : [];
    }),
  );
}

type Point = { item: PriceInForce["item"]; point: typeof pricePoint.$inferSelect };

async function findPoints(
  db: Db,
  versionId: string,
  productId: string,
  itemIds?: string[],
): Promise<Point[]> {
  const read = (among: SQL | undefined) =>
    db
      .select({
        item: { id: item.id, mpn: item.mpn, name: item.name, productId: item.productId },
        point: pricePoint,
      })
      .from(pricePoint)
      .innerJoin(item, eq(item.id, pricePoint.itemId))
      .where(and(eq(pricePoint.versionId, versionId), eq(item.productId, productId), among))
      .orderBy(item.id);
  if (!itemIds) return read(undefined);
  const rows: Point[] = [];
  for (let from = 0; from < itemIds.length; from += idsPerStatement) {
    rows.push(...(await read(inArray(pricePoint.itemId, itemIds.slice(from, from + idsPerStatement)))));
  }
  return rows;
}

/** The resale prices of the distributor's own list, by item. Of several lists in force the one that started last counts. */
async function findReplacements(
  db: Db,
  binding: Binding,
  own: OwnList[],
  versions: Map<string, Validity<Version>>,
  question: PriceQuestion,
): Promise<Map<string, Record<string, CellAmount>>> {
  const latest = own
    .filter((o) => o.productId === binding.productId && o.list.currency === binding.list.currency)
    .flatMap(({ list }) => {
      const inForce = versions.get(list.id);
      return inForce ? [{ list, inForce }] : [];
    })
    .sort(
      (a, b) => b.inForce.from.getTime() - a.inForce.from.getTime() || (a.list.id < b.list.id ? -1 : 1),
    )[0];
  if (!latest) return new Map();
  const points = await findPoints(db, latest.inForce.version.id, binding.productId, question.itemIds);
  return new Map(
    points.map(({ item: { id }, point }) => {
      const cells = cellsOf(point, latest.list.decimals);
      return [id, Object.fromEntries(resale.flatMap((c) => (cells[c] ? [[c, cells[c]]] : [])))];
    }),
  );
}

/** The filled cells of a point as exact amounts, by column id. */
export function cellsOf(
  point: Pick<typeof pricePoint.$inferSelect, (typeof predefined)[number] | "custom">,
  decimals: number,
): Record<string, CellAmount> {
  const units: [string, number | null][] = [
    ...predefined.map((column): [string, number | null] => [column, point[column]]),
    ...Object.entries(point.custom ?? {}),
  ];
  return Object.fromEntries(
    units.flatMap(([column, value]) =>
      value === null ? [] : [[column, { units: BigInt(value), scale: decimals }]],
    ),
  );
}

function priceRow(
  binding: Binding,
  { version, from, to }: Validity<Version>,
  { item: stub, point }: Point,
  replacement: Record<string, CellAmount> = {},
): PriceInForce {
  const { list } = binding;
  return {
    item: stub,
    listingId: binding.listingId,
    priceListId: list.id,
    versionId: version.id,
    startAt: version.startAt,
    currency: list.currency,
    decimals: list.decimals,
    columns: list.columns,
    values: { ...cellsOf(point, list.decimals), ...replacement },
    validFrom: from > binding.from ? from : binding.from,
    validTo: earliest(to, binding.to),
  };
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a < b ? a : b;
}
