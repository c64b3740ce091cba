import { type AnyColumn, and, count, desc, eq, ne, type SQL, sql } from "drizzle-orm";
import type { Scope } from "../lib/domain/access";
import type { ListQuery } from "../lib/domain/rql";
import { compileList, type FilterFields } from "./filter";
import { account } from "./schema/accounts";
import { contract, marketplace } from "./schema/listings";
import type { Db, Tx } from "./types";

export type ContractRecord = typeof contract.$inferSelect;
export type ContractRow = ContractRecord & {
  vendorName: string;
  distributorName: string;
  marketplaceName: string;
};

/** Only the two parties see a contract. */
function inScope(scope: Scope): SQL | undefined {
  if (scope.kind === "all") return undefined;
  if (scope.kind === "vendor") return eq(contract.vendorId, scope.vendorId);
  if (scope.kind === "distributor") return eq(contract.distributorId, scope.distributorId);
  return sql`false`;
}

const nameOf = (id: AnyColumn) =>
  sql<string>`(select ${account.name} from ${account} where ${account.id} = ${id})`;
const vendorName = nameOf(contract.vendorId);
const distributorName = nameOf(contract.distributorId);

const fields: FilterFields = {
  id: {
    column: contract.id,
    type: "text",
    orderable: true,
    searchable: true,
    nullId: "CRD-00000-00000-00000",
  },
  name: { column: contract.name, type: "text", orderable: true, searchable: true },
  type: { column: contract.type, type: "text" },
  status: { column: contract.status, type: "text", orderable: true },
  "marketplace.id": { column: contract.marketplaceId, type: "text", nullId: "MP-00000" },
  "marketplace.name": { column: marketplace.name, type: "text", orderable: true, searchable: true },
  "owner.id": { column: contract.distributorId, type: "text" },
  "owner.name": { column: distributorName, type: "text", nullable: false },
  "issuer.id": { column: contract.distributorId, type: "text" },
  "signee.id": { column: contract.vendorId, type: "text" },
  "vendor.id": { column: contract.vendorId, type: "text" },
  "vendor.name": { column: vendorName, type: "text", nullable: false },
  "provider.id": { column: contract.distributorId, type: "text" },
  "events.created.at": { column: contract.createdAt, type: "instant", orderable: true },
  "events.updated.at": { column: contract.updatedAt, type: "instant", orderable: true },
};

function select(db: Db) {
  return db
    .select({ contract, vendorName, distributorName, marketplaceName: marketplace.name })
    .from(contract)
    .innerJoin(marketplace, eq(marketplace.id, contract.marketplaceId));
}

/** Newest first unless the query orders otherwise. */
export async function findContracts(
  db: Db,
  scope: Scope,
  query: ListQuery,
): Promise<{ rows: ContractRow[]; total: number }> {
  const { where, orderBy } = compileList(query, fields, contract.id);
  const condition = and(inScope(scope), where);
  const order = query.ordering.length > 0 ? orderBy : [desc(contract.createdAt), desc(contract.id)];
  const [rows, totals] = await Promise.all([
    select(db)
      .where(condition)
      .orderBy(...order)
      .limit(query.limit)
      .offset(query.offset),
    db
      .select({ total: count() })
      .from(contract)
      .innerJoin(marketplace, eq(marketplace.id, contract.marketplaceId))
      .where(condition),
  ]);
  return {
    rows: rows.map(({ contract: row, ...names }) => ({ ...row, ...names })),
    total: totals[0]?.total ?? 0,
  };
}

export async function findContract(db: Db, scope: Scope, id: string): Promise<ContractRow | undefined> {
  const rows = await select(db).where(and(inScope(scope), eq(contract.id, id)));
  return rows.map(({ contract: row, ...names }) => ({ ...row, ...names }))[0];
}

export async function insertContract(tx: Tx, row: typeof contract.$inferInsert): Promise<void> {
  await tx.insert(contract).values(row);
}

const partnerFields: FilterFields = {
  id: { column: account.id, type: "text", orderable: true, searchable: true },
  name: { column: account.name, type: "text", orderable: true, searchable: true },
  type: { column: account.kind, type: "text" },
};

/** The accounts that the reader does business with: parties of its contracts, and for a reseller its distributor. */
function partnerInScope(scope: Scope): SQL | undefined {
  if (scope.kind === "all") return undefined;
  if (scope.kind === "reseller") return eq(account.id, scope.distributorId);
  const [own, other, id] =
    scope.kind === "vendor"
      ? [contract.vendorId, contract.distributorId, scope.vendorId]
      : [contract.distributorId, contract.vendorId, scope.distributorId];
  return and(
    ne(account.id, id),
    sql`exists (select 1 from ${contract} where ${own} = ${id} and ${other} = ${account.id})`,
  );
}

export type PartnerRow = typeof account.$inferSelect;

export async function findPartners(
  db: Db,
  scope: Scope,
  query: ListQuery,
): Promise<{ rows: PartnerRow[]; total: number }> {
  const { where, orderBy } = compileList(query, partnerFields, account.id);
  const condition = and(partnerInScope(scope), where);
  const [rows, totals] = await Promise.all([
    db
      .select()
      .from(account)
      .where(condition)
      .orderBy(...orderBy)
      .limit(query.limit)
      .offset(query.offset),
    db.select({ total: count() }).from(account).where(condition),
  ]);
  return { rows, total: totals[0]?.total ?? 0 };
}
