import { and, eq, gt, inArray, isNull, lte, ne, or, type SQL } from "drizzle-orm";
import { lastStarted } from "../lib/domain/lowest-price";
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
  /** The distributor's own list, where it replaces a resale price; `replaced`: what the vendor suggests instead. */
  own: OwnPrices | null;
};

export type OwnPrices = {
  priceListId: string;
  versionId: string;
  /** By column id, for every column that is replaced; null where the vendor suggests nothing. */
  replaced: Record<string, CellAmount | null>;
};

export type PriceQuestion = {
  marketplaceId: string;
  /** Past or future. */
  at: Date;
  /** Picks the main or an alternative price list; without it the main one. */
  currency?: string;
  itemIds?: string[];
  productIds?: string[];
  /** Only the products of this vendor. */
  vendorId?: string;
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
  const rows: PriceInForce[] = [];
  for (const source of await findPriceSources(db, question)) {
    const points = await findPoints(db, source.inForce.version.id, source.productId, question.itemIds);
    rows.push(...(await priceRows(db, source, points, question.itemIds)));
  }
  return rows;
}

/** Where the prices of one product come from at an instant; there is at most one source for each product. */
export type PriceSource = Binding & {
  inForce: Validity<Version>;
  /** The distributor's own list in force for the product and currency: of several the one that started last. */
  own: { list: typeof priceList.$inferSelect; inForce: Validity<Version> } | undefined;
};

export async function findPriceSources(db: Db, question: PriceQuestion): Promise<PriceSource[]> {
  const bindings = await findBindings(db, question);
  const own = await findOwnLists(db, bindings);
  const lists = [...bindings.map((b) => b.list.id), ...own.map((o) => o.list.id)];
  const versions = await versionsInForce(db, lists, question.at);
  return bindings.flatMap((binding) => {
    const inForce = versions.get(binding.list.id);
    return inForce ? [{ ...binding, inForce, own: ownSource(binding, own, versions) }] : [];
  });
}

function ownSource(
  binding: Binding,
  own: OwnList[],
  versions: Map<string, Validity<Version>>,
): PriceSource["own"] {
  const candidates = own
    .filter((o) => o.productId === binding.productId && o.list.currency === binding.list.currency)
    .flatMap(({ list }) => {
      const inForce = versions.get(list.id);
      return inForce ? [{ listId: list.id, list, inForce }] : [];
    });
  return lastStarted(candidates);
}

/** The prices of these points of the source's version, with what the distributor's own list replaces. */
export async function priceRows(
  db: Db,
  source: PriceSource,
  points: readonly PricedPoint[],
  itemIds?: readonly string[],
): Promise<PriceInForce[]> {
  const replacements = await findReplacements(db, source, itemIds);
  return points.map((point) => priceRow(source, point, replacements.get(point.item.id) ?? {}));
}

async function findBindings(
  db: Db,
  { marketplaceId, at, currency, productIds, vendorId }: PriceQuestion,
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
        vendorId ? eq(listing.vendorId, vendorId) : undefined,
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

export type PricedPoint = { item: PriceInForce["item"]; point: typeof pricePoint.$inferSelect };

/** An item that its vendor has not published yet is not for sale, whatever its price. */
export const isSellable = ne(item.status, "draft");

export async function findPoints(
  db: Db,
  versionId: string,
  productId: string,
  itemIds?: readonly string[],
): Promise<PricedPoint[]> {
  const read = (among: SQL | undefined) =>
    db
      .select({
        item: { id: item.id, mpn: item.mpn, name: item.name, productId: item.productId },
        point: pricePoint,
      })
      .from(pricePoint)
      .innerJoin(item, eq(item.id, pricePoint.itemId))
      .where(and(eq(pricePoint.versionId, versionId), eq(item.productId, productId), isSellable, among))
      .orderBy(item.id);
  if (!itemIds) return read(undefined);
  const rows: PricedPoint[] = [];
  for (let from = 0; from < itemIds.length; from += idsPerStatement) {
    rows.push(...(await read(inArray(pricePoint.itemId, itemIds.slice(from, from + idsPerStatement)))));
  }
  return rows;
}

/** The resale prices of the distributor's own list, by item. */
async function findReplacements(
  db: Db,
  { own, productId }: PriceSource,
  itemIds?: readonly string[],
): Promise<Map<string, Record<string, CellAmount>>> {
  if (!own) return new Map();
  const points = await findPoints(db, own.inForce.version.id, productId, itemIds);
  return new Map(
    points.map(({ item: { id }, point }) => {
      const cells = cellsOf(point, own.list.decimals);
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
  source: PriceSource,
  { item: stub, point }: PricedPoint,
  replacement: Record<string, CellAmount>,
): PriceInForce {
  const { list, inForce, own } = source;
  const replaces = own && Object.keys(replacement).length > 0 ? own : undefined;
  const spans = [inForce, source, ...(replaces ? [replaces.inForce] : [])];
  const suggested = cellsOf(point, list.decimals);
  return {
    item: stub,
    listingId: source.listingId,
    priceListId: list.id,
    versionId: inForce.version.id,
    startAt: inForce.version.startAt,
    currency: list.currency,
    decimals: list.decimals,
    columns: own ? withOwnColumns(list.columns, own.list.columns) : list.columns,
    values: { ...suggested, ...replacement },
    validFrom: new Date(Math.max(...spans.map((span) => span.from.getTime()))),
    validTo: spans.map((span) => span.to).reduce(earliest),
    own: replaces
      ? {
          priceListId: replaces.list.id,
          versionId: replaces.inForce.version.id,
          replaced: Object.fromEntries(Object.keys(replacement).map((id) => [id, suggested[id] ?? null])),
        }
      : null,
  };
}

/** The list's columns and those resale columns that only the distributor's own list has. */
function withOwnColumns(columns: PriceColumn[], own: PriceColumn[]): PriceColumn[] {
  const more = own.filter(
    (o) => resale.some((id) => id === o.id) && !columns.some((column) => column.id === o.id),
  );
  return [...columns, ...more];
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a < b ? a : b;
}
