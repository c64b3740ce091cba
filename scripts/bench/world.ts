import { database } from "@/db/client";
import { databaseUrl, sqliteFile } from "@/db/dialect";
import { openSqlite } from "@/db/engine.sqlite";
import { findVersionsOfList } from "@/db/price-versions";
import type { Actor } from "@/lib/domain/access";
import { ItemInput } from "@/lib/domain/item";
import { createPriceListInput } from "@/lib/domain/price-list";
import { loadAccounts } from "@/lib/services/demo/accounts";
import { createPriceList } from "@/lib/services/pricing/lists";
import { createItem } from "@/lib/services/products/items";
import { createProduct } from "@/lib/services/products/products";
import { publishProduct } from "@/lib/services/products/publish";

/** The vendor of the demo data, whose token works over HTTP. */
export async function aVendor(): Promise<Actor> {
  const cast = await loadAccounts();
  return cast["VA-100-001"];
}

export const vendorToken = "ApiKey SU-100-000-001:demo-vendor";

/** The database file, for statements that go past the product: raw baselines, and worlds too large to make by services. */
export function raw<T>(work: (handle: ReturnType<typeof openSqlite>) => T): T {
  const { handle, close } = raw.open();
  try {
    return work(handle);
  } finally {
    close();
  }
}

/** The same, open until it is closed: for prepared statements. */
raw.open = () => {
  const handle = openSqlite(sqliteFile(databaseUrl), "write");
  handle.pragma("busy_timeout = 10000");
  return { handle, close: () => handle.close() };
};

const item = (mpn: string) =>
  ItemInput.parse({
    name: `Item ${mpn}`,
    mpn,
    description: "All apps, sold by the year",
    type: "Reservation",
    period: "Yearly",
    precision: "Integer",
    unit: { id: "licenses" },
  });

/** A published product with so many items; all but the first are copies of it, made in the database. */
export async function aProduct(vendor: Actor, items: number, name = "Creative"): Promise<string> {
  const { id: productId } = await createProduct(vendor, { name, description: null });
  const { id } = await createItem(vendor, { productId, item: item("M-1") });
  await publishProduct(vendor, { id: productId });
  raw((handle) => {
    const columns = handle.pragma("table_info(item)") as { name: string }[];
    const own: Record<string, string> = {
      id: "substr(id, 1, length(id) - 4) || printf('%04d', n)",
      mpn: "'M-' || n",
      name: "'Item M-' || n",
      position: "n",
    };
    const values = columns.map((column) => own[column.name] ?? `"${column.name}"`).join(", ");
    handle
      .prepare(
        `with recursive seq(n) as (select 2 union all select n + 1 from seq where n < ?)
         insert into item select ${values} from item, seq where id = ? and n <= ?`,
      )
      .run(items, id, items);
  });
  return productId;
}

/** A draft list over the product with four columns, every point filled by a rule of its own. */
export async function aList(
  owner: Actor,
  productId: string,
  name = "List",
): Promise<{ listId: string; versionId: string }> {
  const input = createPriceListInput.parse({
    name,
    currency: "USD",
    attributes: ["Price", "Suggested T0 Price", "Suggested T1 Price", "Suggested T2 Price"].map((title) => ({
      name: title,
    })),
    products: [{ id: productId }],
  });
  const list = await createPriceList(owner, input);
  const [version] = await findVersionsOfList(database(), list.id);
  if (!version) throw new Error(`${list.id} has no version`);
  raw((handle) =>
    handle
      .prepare(
        `update price_point set price = 10000 + rowid % 90000, st0p = 20000 + rowid % 90000,
         st1p = 17000 + rowid % 90000, st2p = 16000 + rowid % 90000 where version_id = ?`,
      )
      .run(version.id),
  );
  return { listId: list.id, versionId: version.id };
}
