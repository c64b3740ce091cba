import { expect, test } from "vitest";
import { database } from "@/db/client";
import { findAllItems } from "@/db/items";
import { as, newDistributor, newVendor } from "@/db/testing/factories";
import { type Actor, scopeOf } from "@/lib/domain/access";
import { ItemInput } from "@/lib/domain/item";
import { readSpreadsheet } from "../spreadsheet/read";
import { exportItems, importItems } from "./item-files";
import { createItem } from "./items";
import { createProduct, getProduct } from "./products";
import { endProductSale, publishProduct } from "./publish";

const header = "ID,MPN,Action,Name,Description,Type,Precision,Unit,Billing Period,Commitment";

function csv(...lines: string[]) {
  return { file: new Uint8Array(Buffer.from([header, ...lines].join("\n"))), name: "items.csv" };
}

async function productWith(vendor: Actor, ...mpns: string[]) {
  const { id } = await createProduct(vendor, { name: "P", description: null });
  for (const mpn of mpns) {
    const item = ItemInput.parse({
      name: `Item ${mpn}`,
      mpn,
      description: "D",
      type: "reservation",
      period: "yearly",
      precision: "integer",
      unit: { id: "users" },
    });
    await createItem(vendor, { productId: id, item });
  }
  return id;
}

const itemsOf = (actor: Actor, productId: string) => findAllItems(database(), scopeOf(actor), productId);

test("a file creates, changes and deletes in one go; an MPN that one row frees is taken by the next", async () => {
  const vendor = await newVendor();
  const productId = await productWith(vendor, "A", "B", "C");
  const file = csv(
    `${productId}-0001,A2,update,Renamed,,,,,,`,
    ",B,delete,,,,,,,",
    ",A,create,New A,Desc,Reservation,Integer,users,Yearly,3 years",
    ",C,-,,,,,,,",
    ",D,create,Metered,Desc,Pay-per-use,decimal(2),hours,Monthly,-",
  );
  const dry = await importItems(vendor, { productId, ...file, dryRun: true });
  expect(dry).toMatchObject({
    applied: false,
    result: { rows: 5, created: 2, updated: 1, deleted: 1, skipped: 1, failed: 0 },
  });
  expect((await itemsOf(vendor, productId)).map((item) => item.mpn)).toEqual(["A", "B", "C"]);
  const done = await importItems(vendor, { productId, ...file, dryRun: false });
  expect(done.applied).toBe(true);
  const items = await itemsOf(vendor, productId);
  expect(items.map(({ id, mpn, name, commitment }) => [id.slice(-4), mpn, name, commitment])).toEqual([
    ["0001", "A2", "Renamed", 1],
    ["0003", "C", "Item C", 1],
    ["0004", "A", "New A", 3],
    ["0005", "D", "Metered", 1],
  ]);
  expect(await getProduct(vendor, { id: productId })).toMatchObject({ nextItem: 6, itemCount: 4 });
});

test("one failed row keeps all others from being applied", async () => {
  const vendor = await newVendor();
  const productId = await productWith(vendor, "A");
  const file = csv(",A,update,Renamed,,,,,,", ",B,create,New,Desc,Reservation,Decimal(2),users,Yearly,");
  const answer = await importItems(vendor, { productId, ...file, dryRun: false });
  expect(answer).toMatchObject({ applied: false, result: { updated: 1, failed: 1 } });
  expect(answer.verdicts[1]).toMatchObject({ row: 3, verdict: "failed", cells: [{ column: "Precision" }] });
  expect((await itemsOf(vendor, productId)).map((item) => item.name)).toEqual(["Item A"]);
});

test.each(["xlsx", "csv"] as const)("an export as %s imports as nothing to do", async (format) => {
  const vendor = await newVendor();
  const productId = await productWith(vendor, "A", "B");
  const file = await exportItems(vendor, { productId, format });
  expect(file.name).toBe(`${productId}-items.${format}`);
  const { rows } = await readSpreadsheet(file.bytes, file.name, "Items");
  expect(rows[0]?.slice(0, 3)).toEqual(["ID", "MPN", "Action"]);
  const answer = await importItems(vendor, { productId, file: file.bytes, name: file.name, dryRun: false });
  expect(answer).toMatchObject({ applied: false, result: { rows: 2, skipped: 2 } });
});

test("a viewer and a distributor are refused; a neighbour gets not_found; a retired product takes no items", async () => {
  const vendor = await newVendor();
  const productId = await productWith(vendor, "A");
  const input = { productId, ...csv(",A,update,X,,,,,,"), dryRun: false };
  for (const actor of [as("viewer", vendor), await newDistributor()])
    await expect(importItems(actor, input)).rejects.toMatchObject({ code: "forbidden" });
  const neighbour = await newVendor();
  await expect(importItems(neighbour, input)).rejects.toMatchObject({ code: "not_found" });
  await expect(exportItems(neighbour, { productId, format: "csv" })).rejects.toMatchObject({
    code: "not_found",
  });
  await publishProduct(vendor, { id: productId });
  await endProductSale(vendor, { id: productId });
  await expect(importItems(vendor, input)).rejects.toMatchObject({ code: "wrong_state" });
});

test("a column that is not known refuses the file", async () => {
  const vendor = await newVendor();
  const productId = await productWith(vendor);
  const file = new Uint8Array(Buffer.from("MPN,Colour\nA,red\n"));
  await expect(importItems(vendor, { productId, file, name: "i.csv", dryRun: true })).rejects.toMatchObject({
    code: "invalid",
    issues: [{ path: "uploaded_file", message: expect.stringContaining("unknown column “Colour”") }],
  });
});
