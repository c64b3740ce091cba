import { and, count, desc, eq, inArray, or, type SQL } from "drizzle-orm";
import type { Scope } from "../lib/domain/access";
import type { ListQuery } from "../lib/domain/rql";
import { compileList, type FilterFields } from "./filter";
import { offerInScope } from "./offers";
import { offer, offerVersion } from "./schema/offers";
import { product } from "./schema/products";
import type { Db, Tx } from "./types";

export type OfferVersionRecord = typeof offerVersion.$inferSelect;

const fields: FilterFields = {
  id: { column: offerVersion.offerId, type: "text", orderable: true },
  version: { column: offerVersion.number, type: "number", orderable: true },
  public: { column: offerVersion.public, type: "boolean" },
  name: { column: offer.name, type: "text", orderable: true },
  "product.id": { column: offer.productId, type: "text" },
  "product.name": { column: product.name, type: "text", orderable: true },
  status: { column: offer.status, type: "text", orderable: true },
  type: { column: offer.type, type: "text", orderable: true },
  "events.created.at": { column: offerVersion.createdAt, type: "instant", orderable: true },
  "events.updated.at": { column: offerVersion.updatedAt, type: "instant", orderable: true },
};

/** Versions of offers in the scope; who is not the vendor sees the public ones. */
function versionInScope(db: Db, scope: Scope): SQL | undefined {
  const own = scope.kind === "all" || scope.kind === "vendor";
  return and(offerInScope(db, scope), own ? undefined : eq(offerVersion.public, true));
}

/** Latest first unless the query orders otherwise; of one offer, or of all. */
export async function findOfferVersions(
  db: Db,
  scope: Scope,
  offerId: string | undefined,
  query: ListQuery,
): Promise<{ rows: OfferVersionRecord[]; total: number }> {
  const { where, orderBy } = compileList(query, fields, offerVersion.number);
  const one = offerId === undefined ? undefined : eq(offerVersion.offerId, offerId);
  const condition = and(versionInScope(db, scope), one, where);
  const order =
    query.ordering.length > 0 ? orderBy : [desc(offerVersion.createdAt), desc(offerVersion.number)];
  const from = db
    .select({ version: offerVersion })
    .from(offerVersion)
    .innerJoin(offer, eq(offer.id, offerVersion.offerId))
    .innerJoin(product, eq(product.id, offer.productId));
  const [rows, totals] = await Promise.all([
    from
      .where(condition)
      .orderBy(...order)
      .limit(query.limit)
      .offset(query.offset),
    db
      .select({ total: count() })
      .from(offerVersion)
      .innerJoin(offer, eq(offer.id, offerVersion.offerId))
      .innerJoin(product, eq(product.id, offer.productId))
      .where(condition),
  ]);
  return { rows: rows.map((row) => row.version), total: totals[0]?.total ?? 0 };
}

export async function findOfferVersion(
  db: Db,
  scope: Scope,
  offerId: string,
  number: number,
): Promise<OfferVersionRecord | undefined> {
  const rows = await db
    .select({ version: offerVersion })
    .from(offerVersion)
    .innerJoin(offer, eq(offer.id, offerVersion.offerId))
    .where(
      and(versionInScope(db, scope), eq(offerVersion.offerId, offerId), eq(offerVersion.number, number)),
    );
  return rows[0]?.version;
}

/** Snapshots of one version of each of several offers, by offer. The caller has them from a scoped query. */
export async function findSnapshots(
  db: Db,
  wanted: readonly { id: string; version: number }[],
): Promise<Map<string, unknown>> {
  if (wanted.length === 0) return new Map();
  const rows = await db
    .select({ offerId: offerVersion.offerId, number: offerVersion.number, snapshot: offerVersion.snapshot })
    .from(offerVersion)
    .where(
      and(
        inArray(
          offerVersion.offerId,
          wanted.map((w) => w.id),
        ),
        or(...wanted.map((w) => and(eq(offerVersion.offerId, w.id), eq(offerVersion.number, w.version)))),
      ),
    );
  return new Map(rows.map((row) => [row.offerId, row.snapshot]));
}

export async function countPublicVersions(db: Db, offerId: string): Promise<number> {
  const rows = await db
    .select({ total: count() })
    .from(offerVersion)
    .where(and(eq(offerVersion.offerId, offerId), eq(offerVersion.public, true)));
  return rows[0]?.total ?? 0;
}

export async function insertOfferVersion(tx: Tx, row: typeof offerVersion.$inferInsert): Promise<void> {
  await tx.insert(offerVersion).values(row);
}

/** Only the flag and the text change; the snapshot never does. Writes only when the row still has `revision`. */
export async function updateOfferVersionRow(
  tx: Tx,
  at: { offerId: string; number: number; revision: number },
  set: Partial<Omit<typeof offerVersion.$inferInsert, "snapshot">>,
): Promise<boolean> {
  const rows = await tx
    .update(offerVersion)
    .set(set)
    .where(
      and(
        eq(offerVersion.offerId, at.offerId),
        eq(offerVersion.number, at.number),
        eq(offerVersion.revision, at.revision),
      ),
    )
    .returning({ number: offerVersion.number });
  return rows.length > 0;
}
