import { type Amount, precisionFromDecimals, printAmount, toJsonNumber } from "../domain/money";
import type { PointValues, PriceColumn } from "../domain/price-columns";
import type { AdjustmentStatus, Events, PriceListStatus, VersionStatus } from "../domain/states";
import { instant, instantOrNull, presentEvents } from "./common";

type Reader = { account: { id: string } };

type ProductStub = { id: string; name: string; icon: string | null; description?: string | null };

type PriceList = {
  id: string;
  name: string;
  description: string | null;
  currency: string;
  compatibility: "commerce" | null;
  decimals: number;
  status: PriceListStatus;
  ownerId: string;
  ownerName: string;
  columns: readonly PriceColumn[];
  products: readonly ProductStub[];
  stats: { products: number; listings: number; listings_alt: number };
  events: Events;
};

/** A price list as `GET /pricing/lists` answers it (reference connect.md §3.2). */
export function presentPriceList(list: PriceList, reader: Reader) {
  return {
    ...presentStub(list, reader),
    description: list.description ?? "",
    compatibility: list.compatibility,
    products: list.products.map(presentProductStub),
    events: presentEvents(list.events),
  };
}

/** The list inside one of its versions. Only the owner is told how many listings carry it. */
function presentStub(list: PriceList, reader: Reader) {
  const { id, name, currency, decimals, status, ownerId, ownerName, columns, stats } = list;
  return {
    id,
    name,
    currency,
    precision: precisionFromDecimals(decimals),
    status,
    owner: { id: ownerId, name: ownerName },
    attributes: columns.map(presentColumn),
    stats: reader.account.id === ownerId ? stats : { products: stats.products },
  };
}

function presentColumn({ id, name, description }: PriceColumn) {
  return { id, name, ...(description === null ? {} : { description }) };
}

function presentProductStub({ id, name, icon, description }: ProductStub) {
  return {
    id,
    name,
    ...(icon === null ? {} : { icon }),
    ...(typeof description === "string" ? { description } : {}),
  };
}

type Version = {
  id: string;
  description: string;
  baseId: string | null;
  baseStartAt: Date | null;
  startAt: Date | null;
  status: VersionStatus;
  list: PriceList;
  events: Events;
};

/** A version as `GET /pricing/versions` answers it (reference connect.md §3.3). */
export function presentVersion(version: Version, reader: Reader) {
  const { id, description, baseId, baseStartAt, startAt, status, list, events } = version;
  return {
    id,
    description,
    base: baseId === null ? null : { id: baseId, start_at: instantOrNull(baseStartAt) },
    start_at: instantOrNull(startAt),
    status,
    pricelist: presentStub(list, reader),
    xlsx_file: `/public/v1/pricing/versions/${id}?format=xlsx`,
    events: presentEvents(events),
  };
}

type Point = {
  id: string;
  item: { id: string; mpn: string; name: string; product: ProductStub };
  status: "filled" | "empty";
  values: PointValues;
  decimals: number;
};

/** A price point (reference connect.md §3.4): amounts are exact JSON numbers, and only the given ones are there. */
export function presentPoint({ id, item, status, values, decimals: scale }: Point) {
  return {
    id,
    item: {
      global_id: item.id,
      display_name: item.name,
      mpn: item.mpn,
      product: presentProductStub(item.product),
    },
    status,
    attributes: Object.fromEntries(
      Object.entries(values).flatMap(([column, units]) =>
        units === null ? [] : [[column, toJsonNumber({ units, scale })]],
      ),
    ),
  };
}

/** As `presentPoint`, with the revision: the answer of a write of many points, which has no ETag. */
export function presentSavedPoint(point: Point & { revision: number }) {
  return { ...presentPoint(point), revision: point.revision };
}

type GridRow = {
  id: string;
  item: { mpn: string; name: string; product: ProductStub };
  values: PointValues;
  base: PointValues | null;
  decimals: number;
  revision: number;
};

type Grid = { view: string; total: number; offset: number; rows: readonly (GridRow | null)[] };

/** A window of a version's prices (ours): amounts are plain decimals, only the given ones are there. */
export function presentGrid({ view, total, offset, rows }: Grid) {
  return { view, total, offset, rows: rows.map((row) => (row === null ? null : presentGridRow(row))) };
}

function presentGridRow({ id, item, values, base, decimals, revision }: GridRow) {
  return {
    id,
    mpn: item.mpn,
    name: item.name,
    product: { id: item.product.id, name: item.product.name },
    values: printValues(values, decimals),
    ...(base === null ? {} : { base: printValues(base, decimals) }),
    revision,
  };
}

function printValues(values: PointValues, scale: number): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([id, units]) =>
      units === null ? [] : [[id, printAmount({ units, scale })]],
    ),
  );
}

type PriceChange = {
  id: string;
  at: Date;
  actorId: string;
  actorName: string;
  request: { attributes: string[]; operation: unknown } | null;
  undoOf: string | null;
  points: number;
  cells: number;
  undoneAt: Date | null;
};

/** A bulk change that can be undone, or the undoing of one (ours). */
export function presentPriceChange({ id, at, actorId, actorName, request, ...change }: PriceChange) {
  return {
    id,
    at: instant(at),
    by: { id: actorId, name: actorName },
    ...(request ?? {}),
    undo_of: change.undoOf === null ? null : { id: change.undoOf },
    points: change.points,
    cells: change.cells,
    undone_at: instantOrNull(change.undoneAt),
  };
}

type Price = {
  item: { id: string; mpn: string; name: string; productId: string };
  listingId: string;
  priceListId: string;
  versionId: string;
  startAt: Date | null;
  currency: string;
  decimals: number;
  values: Readonly<Record<string, Amount>>;
  validFrom: Date;
  validTo: Date | null;
  /** Only when it was asked for. */
  lowest30Days?: { amount: Amount; from: Date; versionId: string | null } | null;
};

/** A row of `GET /prices` (API.md §3): amounts are plain decimals, only the given ones are there. */
export function presentPrice(price: Price) {
  const { id, mpn, name, productId } = price.item;
  return {
    item: { id, mpn, name },
    product: { id: productId },
    listing: { id: price.listingId },
    pricelist: { id: price.priceListId },
    version: { id: price.versionId, start_at: instantOrNull(price.startAt) },
    currency: price.currency,
    decimals: price.decimals,
    attributes: Object.fromEntries(
      Object.entries(price.values).map(([column, amount]) => [column, printAmount(amount)]),
    ),
    valid_from: instant(price.validFrom),
    valid_to: instantOrNull(price.validTo),
    ...(price.lowest30Days === undefined ? {} : { lowest_30_days: presentLowest(price.lowest30Days) }),
  };
}

function presentLowest(lowest: Price["lowest30Days"]) {
  if (!lowest) return null;
  return {
    st0p: printAmount(lowest.amount),
    from: instant(lowest.from),
    version: lowest.versionId === null ? null : { id: lowest.versionId },
  };
}

type Adjustment = {
  id: string;
  versionId: string;
  status: AdjustmentStatus;
  dryRun: boolean;
  appliedAt: Date | null;
  fileName: string;
  errorDetail: string | null;
  result: { rows: number; changed: number; unchanged: number; cleared: number; failed: number } | null;
  progress: number;
  events: Events;
};

/** One upload into a draft (reference connect.md §3.4); result, progress and application are ours (API.md §2). */
export function presentAdjustment(adjustment: Adjustment) {
  const { id, versionId, status, dryRun, appliedAt, fileName, errorDetail, result, progress } = adjustment;
  const path = `/public/v1/pricing/versions/${versionId}/adjustments/${id}`;
  return {
    id,
    version: { id: versionId },
    status,
    file_name: fileName,
    uploaded_file: `${path}/uploaded`,
    processed_file: result ? `${path}/processed` : null,
    error_detail: errorDetail,
    dry_run: dryRun,
    applied: appliedAt !== null,
    progress,
    result,
    events: presentEvents(adjustment.events),
  };
}

type Verdict = {
  row: number;
  itemId: string | null;
  itemName: string | null;
  verdict: "changed" | "unchanged" | "cleared" | "failed";
  cells: readonly { column: string; value: string; reason: string }[];
};

/** What an upload makes of one row of its file (API.md §6). */
export function presentVerdict({ row, itemId, itemName, verdict, cells }: Verdict) {
  return { row, item: itemId === null ? null : { id: itemId, name: itemName }, verdict, cells };
}

type BulkChange = {
  points: number;
  counts: Readonly<Record<"changed" | "unchanged" | "skipped" | "refused", number>>;
  rows: readonly {
    item: { id: string; mpn: string; name: string };
    columnId: string;
    outcome: string;
    before: bigint | null;
    after: bigint | null;
    reason?: string;
  }[];
  decimals: number;
  applied: boolean;
  fingerprint: string;
  changeId?: string;
};

/** The answer of `POST /pricing/versions/{id}/changes`: counts of cells, and the first of them before and after. */
export function presentBulkChange(change: BulkChange) {
  const { points, counts, rows, decimals: scale, applied, fingerprint, changeId } = change;
  const print = (units: bigint | null) => (units === null ? null : printAmount({ units, scale }));
  return {
    points,
    ...counts,
    applied,
    fingerprint,
    ...(changeId === undefined ? {} : { change: { id: changeId } }),
    rows: rows.map(({ item: { id, mpn, name }, columnId, outcome, before, after, reason }) => ({
      item: { id, mpn, name },
      attribute: columnId,
      outcome,
      before: print(before),
      after: print(after),
      ...(reason === undefined ? {} : { reason }),
    })),
  };
}
