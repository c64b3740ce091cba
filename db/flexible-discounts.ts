import { and, asc, count, desc, eq, gt, gte, isNull, lte, ne, or, type SQL, sql } from "drizzle-orm";
import type { Scope } from "../lib/domain/access";
import type { DiscountStatus } from "../lib/domain/discount";
import type { ListQuery } from "../lib/domain/rql";
import { compileList, type FilterFields } from "./filter";
import { account } from "./schema/accounts";
import { flexibleDiscount, flexibleDiscountTerms } from "./schema/discounts";
import { contract } from "./schema/listings";
import type { Db, Tx } from "./types";

export type DiscountRecord = typeof flexibleDiscount.$inferSelect;
export type DiscountRow = DiscountRecord & { vendorName: string };

/** A vendor sees its own; a distributor the open ones of vendors under an active contract with it; others none. */
function inScope(db: Db, scope: Scope): SQL | undefined {
  if (scope.kind === "all") return undefined;
  if (scope.kind === "vendor") return eq(flexibleDiscount.vendorId, scope.vendorId);
  if (scope.kind === "reseller") return sql`false`;
  const partners = db
    .select({ id: contract.vendorId })
    .from(contract)
    .where(and(eq(contract.distributorId, scope.distributorId), eq(contract.status, "active")));
  return and(eq(flexibleDiscount.closed, false), sql`${flexibleDiscount.vendorId} in ${partners}`);
}

const fields: FilterFields = {
  id: { column: flexibleDiscount.id, type: "text", orderable: true, searchable: true },
  name: { column: flexibleDiscount.name, type: "text", orderable: true, searchable: true },
  code: { column: flexibleDiscount.code, type: "text", orderable: true, searchable: true },
  type: { column: flexibleDiscount.type, type: "text", orderable: true },
  category: { column: flexibleDiscount.category, type: "text", orderable: true },
  closed: { column: flexibleDiscount.closed, type: "boolean" },
  redemption: { column: flexibleDiscount.redemption, type: "text" },
  segments: { column: flexibleDiscount.segments, type: "list" },
  countries: { column: flexibleDiscount.countries, type: "list" },
  items: { column: flexibleDiscount.items, type: "list" },
  start_date: { column: flexibleDiscount.startAt, type: "instant", orderable: true },
  end_date: { column: flexibleDiscount.endAt, type: "instant", orderable: true },
  "owner.id": { column: flexibleDiscount.vendorId, type: "text" },
  "owner.name": { column: account.name, type: "text", orderable: true },
  "events.created.at": { column: flexibleDiscount.createdAt, type: "instant", orderable: true },
  "events.updated.at": { column: flexibleDiscount.updatedAt, type: "instant", orderable: true },
};

/** Live for start ≤ now ≤ end, both inclusive (DESIGN §4). */
function withStatus(status: DiscountStatus, now: Date): SQL | undefined {
  if (status === "scheduled") return gt(flexibleDiscount.startAt, now);
  if (status === "ended") return sql`${flexibleDiscount.endAt} < ${sql.param(now, flexibleDiscount.endAt)}`;
  const running = or(isNull(flexibleDiscount.endAt), gte(flexibleDiscount.endAt, now));
  return and(lte(flexibleDiscount.startAt, now), running);
}

function selectDiscounts(db: Db) {
  return db
    .select({ discount: flexibleDiscount, vendorName: account.name })
    .from(flexibleDiscount)
    .innerJoin(account, eq(account.id, flexibleDiscount.vendorId));
}

/** Those that start last come first unless the query orders otherwise. `status` is as of `now`. */
export async function findDiscounts(
  db: Db,
  scope: Scope,
  query: ListQuery,
  view: { status?: DiscountStatus | undefined; now: Date },
): Promise<{ rows: DiscountRow[]; total: number }> {
  const { where, orderBy } = compileList(query, fields, flexibleDiscount.id);
  const status = view.status ? withStatus(view.status, view.now) : undefined;
  const condition = and(inScope(db, scope), where, status);
  const latestFirst = [desc(flexibleDiscount.startAt), asc(flexibleDiscount.id)];
  const [rows, totals] = await Promise.all([
    selectDiscounts(db)
      .where(condition)
      .orderBy(...(query.ordering.length > 0 ? orderBy : latestFirst))
      .limit(query.limit)
      .offset(query.offset),
    db
      .select({ total: count() })
      .from(flexibleDiscount)
      .innerJoin(account, eq(account.id, flexibleDiscount.vendorId))
      .where(condition),
  ]);
  return {
    rows: rows.map(({ discount, vendorName }) => ({ ...discount, vendorName })),
    total: totals[0]?.total ?? 0,
  };
}

export async function findDiscount(db: Db, scope: Scope, id: string): Promise<DiscountRow | undefined> {
  const rows = await selectDiscounts(db).where(and(inScope(db, scope), eq(flexibleDiscount.id, id)));
  return rows.map(({ discount, vendorName }) => ({ ...discount, vendorName }))[0];
}

/** The vendor's other discounts with the same code, without ASCII case. */
export async function findSameCode(
  db: Db,
  vendorId: string,
  codeKey: string,
  exceptId: string,
): Promise<DiscountRecord[]> {
  return db
    .select()
    .from(flexibleDiscount)
    .where(
      and(
        eq(flexibleDiscount.vendorId, vendorId),
        eq(flexibleDiscount.codeKey, codeKey),
        ne(flexibleDiscount.id, exceptId),
      ),
    );
}

type NewDiscount = typeof flexibleDiscount.$inferInsert;

export async function insertDiscount(tx: Tx, row: NewDiscount): Promise<void> {
  await tx.insert(flexibleDiscount).values(row);
  await insertTerms(tx, row, row.createdAt);
}

/** Compare-and-set on the revision. @returns whether the row was still as it was read */
export async function updateDiscountRow(
  tx: Tx,
  known: DiscountRecord,
  set: Partial<NewDiscount>,
  at: Date,
): Promise<boolean> {
  const rows = await tx
    .update(flexibleDiscount)
    .set(set)
    .where(and(eq(flexibleDiscount.id, known.id), eq(flexibleDiscount.revision, known.revision)))
    .returning({ id: flexibleDiscount.id });
  if (rows.length === 0) return false;
  await insertTerms(tx, { ...known, ...set }, at);
  return true;
}

async function insertTerms(
  tx: Tx,
  row: Pick<NewDiscount, "id" | "name" | "description" | "endAt">,
  from: Date,
) {
  const terms = { name: row.name, description: row.description ?? null, endAt: row.endAt ?? null };
  await tx
    .insert(flexibleDiscountTerms)
    .values({ discountId: row.id, from, ...terms })
    .onConflictDoUpdate({
      target: [flexibleDiscountTerms.discountId, flexibleDiscountTerms.from],
      set: terms,
    });
}

/** The discount with the name, description and end that it had at `at`. */
export async function withTermsAt<T extends DiscountRecord>(db: Db, discount: T, at: Date): Promise<T> {
  const [terms] = await db
    .select({
      name: flexibleDiscountTerms.name,
      description: flexibleDiscountTerms.description,
      endAt: flexibleDiscountTerms.endAt,
    })
    .from(flexibleDiscountTerms)
    .where(and(eq(flexibleDiscountTerms.discountId, discount.id), lte(flexibleDiscountTerms.from, at)))
    .orderBy(desc(flexibleDiscountTerms.from))
    .limit(1);
  return { ...discount, ...terms };
}

export async function deleteDiscountRow(tx: Tx, id: string): Promise<void> {
  await tx.delete(flexibleDiscount).where(eq(flexibleDiscount.id, id));
}
