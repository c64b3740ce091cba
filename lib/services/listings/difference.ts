import { database } from "@/db/client";
import { findItemNames, findListInForce } from "@/db/listing-facts";
import type { Carried } from "@/db/listing-parts";
import type { ListingRequestRow } from "@/db/listing-requests";
import { findListing, type ListingRow } from "@/db/listings";
import { readAllPoints } from "@/db/price-points";
import type { Db } from "@/db/types";
import { type Actor, scopeOf } from "../../domain/access";
import { notFound } from "../../domain/errors";
import { type PriceListSlot, priceListSlots, slotNames } from "../../domain/listing";
import type { Finding } from "../../domain/listing-findings";
import type { PointValues } from "../../domain/price-columns";
import {
  type DiffRow,
  type DiffSummary,
  diffVersions,
  summarise,
  unionOfColumns,
} from "../../domain/price-diff";
import { clock } from "../context";
import { assess, slotColumns } from "./assessment";
import { getListingRequest } from "./requests";

const maxRows = 50;

type Side = { id: string; name: string; versionNumber: number; currency: string };
type Row = DiffRow & { mpn: string; name: string };

/** The prices of two lists, each in the version in force now, for the items of the listing's product. */
export type ListDifference = {
  slot: PriceListSlot;
  from: Side;
  to: Side;
  summary: DiffSummary;
  columns: { id: string; name: string }[];
  /** The largest moves first, at most fifty. */
  rows: Row[];
};

export type RequestDifference = {
  /** One for each thing the listing carries, whether it changes or not. */
  fields: { field: string; before: string | null; after: string | null }[];
  lists: ListDifference[];
  findings: Finding[];
};

/** What completing the request would change now. A request that has ended changes nothing more. */
export async function requestDifference(actor: Actor, id: string): Promise<RequestDifference> {
  const request = await getListingRequest(actor, id);
  const now = clock.now();
  const db = database();
  const isOpen = request.state !== "completed" && request.state !== "canceled";
  if (!isOpen) return { fields: [], lists: [], findings: [] };
  const current = await findListing(db, scopeOf(actor), request.listingId);
  if (!current) throw notFound("Listing", request.listingId);
  const lists: ListDifference[] = [];
  for (const slot of priceListSlots) {
    const [from, to] = [current[slotColumns[slot]], request[slotColumns[slot]]];
    if (!from || !to || from === to) continue;
    const difference = await listDifference(db, slot, { from, to, productId: request.productId }, now);
    if (difference) lists.push(difference);
  }
  return {
    fields: fieldsOf(current, request),
    lists,
    findings: await assess(db, request, request.type, request, now),
  };
}

function fieldsOf(current: ListingRow, request: ListingRequestRow): RequestDifference["fields"] {
  const isRemoval = request.type === "remove";
  return [
    { field: "Status", before: current.status, after: isRemoval ? "unlisted" : "listed" },
    { field: slotNames.offer, before: offerText(current), after: isRemoval ? null : offerText(request) },
    ...priceListSlots.map((slot) => ({
      field: slotNames[slot],
      before: listText(current, slot),
      after: isRemoval ? null : listText(request, slot),
    })),
  ];
}

function offerText({ offer }: Pick<ListingRow, "offer">): string | null {
  return offer ? `${offer.name}, version ${offer.version}` : null;
}

function listText({ lists }: Pick<ListingRow, "lists">, slot: PriceListSlot): string | null {
  const list = lists[slot];
  return list ? `${list.name} (${list.currency})` : null;
}

type Pair = { from: NonNullable<Carried["pricelistId"]>; to: string; productId: string };

async function listDifference(
  db: Db,
  slot: PriceListSlot,
  pair: Pair,
  now: Date,
): Promise<ListDifference | undefined> {
  const from = await findListInForce(db, pair.from, now);
  const to = await findListInForce(db, pair.to, now);
  if (!from || !to) return undefined;
  const items = await findItemNames(db, pair.productId);
  const pointsOf = async (versionId: string) => ofProduct(await readAllPoints(db, versionId), items);
  const ids = (list: typeof from) => list.columns.map((column) => column.id);
  const rows = diffVersions(
    unionOfColumns(ids(from), ids(to)),
    { decimals: from.decimals, points: await pointsOf(from.version.id) },
    { decimals: to.decimals, points: await pointsOf(to.version.id) },
  );
  const columns = new Map([...to.columns, ...from.columns].map(({ id, name }) => [id, { id, name }]));
  return {
    slot,
    from: sideOf(from),
    to: sideOf(to),
    summary: summarise(rows),
    columns: [...columns.values()],
    rows: largestFirst(rows)
      .slice(0, maxRows)
      .map((row) => ({
        ...row,
        mpn: items.get(row.itemId)?.mpn ?? "",
        name: items.get(row.itemId)?.name ?? "",
      })),
  };
}

function sideOf(list: { id: string; name: string; currency: string; version: { number: number } }): Side {
  return { id: list.id, name: list.name, currency: list.currency, versionNumber: list.version.number };
}

function ofProduct(
  points: Map<string, PointValues>,
  items: ReadonlyMap<string, unknown>,
): Map<string, PointValues> {
  return new Map([...points].filter(([id]) => items.has(id)));
}

/** Changed cells by |Δ %|, then what was added and removed; unchanged ones are left out. */
function largestFirst(rows: DiffRow[]): DiffRow[] {
  const size = (row: DiffRow) => {
    const units = row.deltaPercent?.units ?? 0n;
    return units < 0n ? -units : units;
  };
  return rows
    .filter((row) => row.kind !== "unchanged")
    .sort((a, b) => (size(a) === size(b) ? 0 : size(a) > size(b) ? -1 : 1));
}
