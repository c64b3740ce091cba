import { sql } from "drizzle-orm";
import {
  type AdjustmentStatus,
  adjustmentStatuses,
  type PriceListStatus,
  priceListStatuses,
  type VersionStatus,
  versionStatuses,
} from "../../lib/domain/states";
import {
  bool,
  bytes,
  check,
  index,
  instant,
  integer,
  json,
  money,
  primaryKey,
  table,
  text,
  uniqueIndex,
} from "../columns";
import { account } from "./accounts";
import { item, product } from "./products";
import { oneOf, tracked } from "./shared";

/** A column of a price list; the order of the array is the order of the columns. */
export type PriceColumn = { id: string; name: string; description: string | null };

export const priceList = table(
  "price_list",
  {
    id: text().primaryKey(),
    /** A vendor, or a distributor for its own lists. */
    ownerId: text()
      .notNull()
      .references(() => account.id),
    ownerKind: text().$type<"vendor" | "distributor">().notNull(),
    name: text().notNull(),
    description: text(),
    currency: text().notNull(),
    /** 0 to 8. */
    decimals: integer().notNull(),
    columns: json<PriceColumn[]>().notNull(),
    compatibility: text().$type<"commerce">(),
    status: text().$type<PriceListStatus>().notNull(),
    /** Only for a distributor's list: the vendor's list it was modelled on. */
    modelId: text(),
    nextVersion: integer().notNull().default(1),
    terminatedAt: instant(),
    ...tracked(),
  },
  (t) => [
    index("price_list_owner").on(t.ownerId, t.name),
    oneOf("price_list_status", "status", priceListStatuses),
    check("price_list_decimals", sql`${t.decimals} between 0 and 8`),
  ],
);

export const priceListProduct = table(
  "price_list_product",
  {
    priceListId: text()
      .notNull()
      .references(() => priceList.id, { onDelete: "cascade" }),
    productId: text()
      .notNull()
      .references(() => product.id),
    position: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.priceListId, t.productId] }),
    index("price_list_product_product").on(t.productId),
  ],
);

export const priceVersion = table(
  "price_version",
  {
    id: text().primaryKey(),
    priceListId: text()
      .notNull()
      .references(() => priceList.id, { onDelete: "cascade" }),
    number: integer().notNull(),
    description: text().notNull(),
    /** The version its points were copied from. */
    baseId: text(),
    startAt: instant(),
    status: text().$type<VersionStatus>().notNull(),
    /** Validity is [activatedAt, expiredAt). */
    activatedAt: instant(),
    expiredAt: instant(),
    /** When it left draft: what others download is as of then. */
    frozenAt: instant(),
    ...tracked(),
  },
  (t) => [
    uniqueIndex("price_version_number").on(t.priceListId, t.number),
    uniqueIndex("price_version_one_active").on(t.priceListId).where(sql`status = 'active'`),
    uniqueIndex("price_version_one_start").on(t.priceListId, t.startAt).where(sql`status = 'scheduled'`),
    index("price_version_due").on(t.startAt).where(sql`status = 'scheduled'`),
    index("price_version_validity").on(t.priceListId, t.activatedAt),
    oneOf("price_version_status", "status", versionStatuses),
  ],
);

/** One item's prices in one version, in units of the list's decimals; null is empty, zero is a price. */
export const pricePoint = table(
  "price_point",
  {
    versionId: text()
      .notNull()
      .references(() => priceVersion.id, { onDelete: "cascade" }),
    itemId: text()
      .notNull()
      .references(() => item.id),
    price: money(),
    st0p: money(),
    st1p: money(),
    st2p: money(),
    /** Values of the columns `v.…`, by column id, in the same units. */
    custom: json<Record<string, number>>(),
    revision: integer().notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.versionId, t.itemId] }), index("price_point_item").on(t.itemId)],
);

export type AdjustmentResult = {
  rows: number;
  changed: number;
  unchanged: number;
  cleared: number;
  failed: number;
};

/** One upload of a workbook into a draft version: first its verdicts, then, if wanted, applied as a whole. */
export const adjustment = table(
  "adjustment",
  {
    id: text().primaryKey(),
    versionId: text()
      .notNull()
      .references(() => priceVersion.id, { onDelete: "cascade" }),
    status: text().$type<AdjustmentStatus>().notNull(),
    /** A dry run stops at the verdicts; `apply` turns it into a change. */
    dryRun: bool().notNull(),
    appliedAt: instant(),
    fileName: text().notNull(),
    uploadedFile: bytes().notNull(),
    processedFile: bytes(),
    errorDetail: text(),
    result: json<AdjustmentResult>(),
    /** 0 to 100 while processing. */
    progress: integer().notNull().default(0),
    ...tracked(),
  },
  (t) => [
    index("adjustment_version").on(t.versionId, t.createdAt),
    index("adjustment_status").on(t.status),
    oneOf("adjustment_status_known", "status", adjustmentStatuses),
  ],
);

export type VerdictCell = { column: string; value: string; reason: string };

/** The verdict on one row of an upload, and the values to write when it is applied. */
export const adjustmentRow = table(
  "adjustment_row",
  {
    adjustmentId: text()
      .notNull()
      .references(() => adjustment.id, { onDelete: "cascade" }),
    /** The row's number as the spreadsheet shows it. */
    row: integer().notNull(),
    itemId: text(),
    verdict: text().$type<"changed" | "unchanged" | "cleared" | "failed">().notNull(),
    cells: json<VerdictCell[]>().notNull(),
    /** By column id, in units of the list's decimals: what the cell held, and what it shall hold; null is empty. */
    values: json<Record<string, [found: number | null, wanted: number | null]>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.adjustmentId, t.row] })],
);

/** What a bulk change was asked to do, as people read it again. */
export type PriceChangeRequest = { attributes: string[]; operation: unknown };

/** One bulk change of a draft, kept so that it can be undone in one step. */
export const priceChange = table(
  "price_change",
  {
    id: text().primaryKey(),
    versionId: text()
      .notNull()
      .references(() => priceVersion.id, { onDelete: "cascade" }),
    at: instant().notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    /** Null for the undoing of another change. */
    request: json<PriceChangeRequest>(),
    undoOf: text(),
    points: integer().notNull(),
    cells: integer().notNull(),
    undoneAt: instant(),
  },
  (t) => [index("price_change_version").on(t.versionId, t.at)],
);

/** By item and column, the units before and after. */
export type ChangedCells = Record<string, Record<string, [number | null, number | null]>>;

/** The cells of a bulk change, some thousand points to a part. */
export const priceChangePart = table(
  "price_change_part",
  {
    changeId: text()
      .notNull()
      .references(() => priceChange.id, { onDelete: "cascade" }),
    part: integer().notNull(),
    cells: json<ChangedCells>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.changeId, t.part] })],
);
