import { expect, test } from "vitest";
import { findActivity } from "@/db/activity";
import { database } from "@/db/client";
import { readAllPoints } from "@/db/price-points";
import { as, newDistributor, newReseller, newVendor } from "@/db/testing/factories";
import { type Actor, scopeOf } from "@/lib/domain/access";
import { ItemUpdate } from "@/lib/domain/item";
import { eq, everything, parseListQuery, where } from "@/lib/domain/rql";
import { clock } from "../context";
import { updateItem } from "../products/change-item";
import { readSpreadsheet } from "../spreadsheet/read";
import { aListing, aMarketplace, aPriceList, aProduct, bind, fill, twoColumns } from "../testing/pricing";
import { applyAdjustment } from "./adjustment-apply";
import { adjustmentsSettled, recoverAdjustments } from "./adjustment-run";
import {
  discardAdjustment,
  getAdjustment,
  listAdjustments,
  listVerdicts,
  processedFile,
  uploadAdjustment,
  uploadedFile,
} from "./adjustments";
import { setPoint } from "./points";
import { activateVersion, createVersion } from "./versions";
import { versionWorkbook } from "./workbook";

async function aDraft(items = 3) {
  const vendor = await newVendor();
  const product = await aProduct(vendor, items);
  const attributes = [...twoColumns, { name: "v.floor" }];
  const { list, versionId } = await aPriceList(vendor, [product.id], { attributes });
  await fill(versionId, { price: 100, st0p: 200 });
  const [first = "", second = "", third = ""] = product.itemIds;
  return { vendor, product, listId: list.id, versionId, first, second, third };
}

const csv = (...lines: string[]) => new Uint8Array(new TextEncoder().encode(lines.join("\r\n")));
const dry = { name: "prices.csv", dryRun: true };

async function checked(actor: Actor, versionId: string, file: Uint8Array<ArrayBuffer>, change: object = {}) {
  const { id } = await uploadAdjustment(actor, { versionId, file, ...dry, ...change });
  await adjustmentsSettled();
  return getAdjustment(actor, { versionId, id });
}

const pricesOf = async (versionId: string) =>
  [...(await readAllPoints(database(), versionId)).values()].map((values) => [values.price, values.st0p]);

async function importsOf(actor: Actor, objectId: string) {
  const query = { ...everything, ...where(eq("object.id", objectId), eq("verb", "import")) };
  return (await findActivity(database(), scopeOf(actor), query)).rows.map((row) => row.changes);
}

test("a file is checked into verdicts, which are then applied in one go", async () => {
  const { vendor, versionId, first, second, third } = await aDraft();
  const file = csv(
    "Item ID;MPN;Price;Suggested T0 Price",
    `${first};;1,50;2`,
    ";M-2;;3",
    `${third};;1;-2`,
    "PRD-1;;1;1",
  );
  const processing = await uploadAdjustment(vendor, { versionId, file, ...dry });
  expect(processing).toMatchObject({ status: "processing", result: null, progress: 0 });
  await adjustmentsSettled();
  const { id } = processing;
  const done = await getAdjustment(vendor, { versionId, id });
  expect(done).toMatchObject({
    status: "partial",
    appliedAt: null,
    errorDetail: null,
    result: { rows: 4, changed: 1, unchanged: 0, cleared: 1, failed: 2 },
  });
  expect(await pricesOf(versionId)).toEqual([
    [100n, 200n],
    [100n, 200n],
    [100n, 200n],
  ]);
  const rows = async (query: string) =>
    (await listVerdicts(vendor, { versionId, id, query: parseListQuery(query) })).rows;
  expect((await rows("")).map((row) => [row.row, row.itemId, row.itemName, row.verdict])).toEqual([
    [2, first, "Item 1", "changed"],
    [3, second, "Item 2", "cleared"],
    [4, third, "Item 3", "failed"],
    [5, null, null, "failed"],
  ]);
  expect((await rows("eq(verdict,failed)"))[0]?.cells).toMatchObject([
    { column: "Suggested T0 Price", value: "-2" },
  ]);
  const applied = await applyAdjustment(vendor, { versionId, id });
  expect(applied.appliedAt).not.toBeNull();
  expect(await pricesOf(versionId)).toEqual([
    [150n, 200n],
    [null, 300n],
    [100n, 200n],
  ]);
  expect(await importsOf(vendor, versionId)).toEqual([
    [
      { field: "file", before: null, after: "prices.csv" },
      { field: "M-1 Price", before: "1.00", after: "1.50" },
      { field: "M-2 Price", before: "1.00", after: null },
      { field: "M-2 Suggested T0 Price", before: "2.00", after: "3.00" },
    ],
  ]);
  const again = applyAdjustment(vendor, { versionId, id });
  await expect(again).rejects.toMatchObject({ code: "wrong_state" });
  await expect(discardAdjustment(vendor, { versionId, id })).rejects.toMatchObject({ code: "wrong_state" });
});

test("without a dry run the valid rows are applied at once, or none if the person says so", async () => {
  const { vendor, versionId, first, second } = await aDraft(2);
  const file = () => csv("Item ID,Price", `${first},5`, `${second},x`);
  const none = await checked(vendor, versionId, file(), { dryRun: false, allOrNothing: true });
  expect(none).toMatchObject({ status: "failed", appliedAt: null, result: { changed: 1, failed: 1 } });
  expect(none.errorDetail).toMatch(/1 rows? failed/);
  expect((await pricesOf(versionId))[0]).toEqual([100n, 200n]);
  const some = await checked(vendor, versionId, file(), { dryRun: false });
  expect(some).toMatchObject({ status: "partial", progress: 100 });
  expect(some.appliedAt).not.toBeNull();
  expect(some.events).toHaveProperty("applied.by.id", vendor.id);
  expect((await pricesOf(versionId)).map(([price]) => price)).toEqual([500n, 100n]);
});

test("a file that cannot be read fails as a whole, in words", async () => {
  const { vendor, versionId } = await aDraft(1);
  const unknown = await checked(vendor, versionId, csv("Item ID,Prize", "x,1"));
  expect(unknown).toMatchObject({ status: "failed", result: null });
  expect(unknown.errorDetail).toContain("unknown column “Prize”");
  const broken = await checked(vendor, versionId, csv("PK\u0003\u0004 broken"), { name: "prices.xlsx" });
  expect(broken.status).toBe("failed");
  const report = processedFile(vendor, { versionId, id: broken.id });
  await expect(report).rejects.toMatchObject({ code: "wrong_state" });
  const refused = applyAdjustment(vendor, { versionId, id: broken.id });
  await expect(refused).rejects.toMatchObject({ code: "wrong_state" });
  await discardAdjustment(vendor, { versionId, id: broken.id });
  const left = await listAdjustments(vendor, { versionId, query: parseListQuery("status=failed") });
  expect(left.rows.map((row) => row.id)).toEqual([unknown.id]);
});

test("a price that was changed after the file was checked is not lost", async () => {
  const { vendor, versionId, first } = await aDraft(1);
  const { id } = await checked(vendor, versionId, csv("Item ID,Price", `${first},5`));
  await setPoint(vendor, { versionId, itemId: first, attributes: { price: 7 } });
  await expect(applyAdjustment(vendor, { versionId, id })).rejects.toMatchObject({ code: "conflict" });
  expect(await getAdjustment(vendor, { versionId, id })).toMatchObject({ appliedAt: null });
  await setPoint(vendor, { versionId, itemId: first, attributes: { price: 5, st0p: 9 } });
  await applyAdjustment(vendor, { versionId, id });
  expect(await pricesOf(versionId)).toEqual([[500n, 900n]]);
});

test.each(["xlsx", "csv"] as const)(
  "exporting %s and importing it unchanged changes nothing",
  async (format) => {
    const { vendor, versionId, first } = await aDraft(3);
    await setPoint(vendor, {
      versionId,
      itemId: first,
      attributes: { price: null, "v.floor": "1234567.89" },
    });
    const { name, bytes } = await versionWorkbook(vendor, { id: versionId, format });
    expect(name).toBe(`${versionId}.${format}`);
    const done = await checked(vendor, versionId, bytes, { name, dryRun: false });
    expect(done).toMatchObject({ status: "success", appliedAt: null, result: { rows: 3, unchanged: 3 } });
    expect(await importsOf(vendor, versionId)).toEqual([]);
    const uploaded = await uploadedFile(vendor, { versionId, id: done.id });
    expect([uploaded.name, uploaded.format]).toEqual([`${versionId}.${format}`, format]);
    const { id } = done;
    const report = await processedFile(vendor, { versionId, id });
    const again = await processedFile(vendor, { versionId, id });
    expect(Buffer.from(again.bytes).equals(Buffer.from(report.bytes))).toBe(true);
    const { rows } = await readSpreadsheet(report.bytes, report.name, "Prices");
    expect(rows.map((row) => row.at(-1))).toEqual(["Verdict", "unchanged", "unchanged", "unchanged"]);
  },
);

test("what others download is frozen, says so, and has their columns", async () => {
  const { vendor, product, listId, versionId, first } = await aDraft(1);
  const distributor = await newDistributor();
  const reseller = await newReseller(distributor);
  const on = { ...(await aMarketplace(vendor, distributor)), productId: product.id, priceListId: listId };
  await bind(await aListing(vendor, distributor, on), listId, new Date());
  await activateVersion(vendor, { id: versionId });
  clock.set(new Date(Date.now() + 1000));
  await updateItem(vendor, {
    productId: product.id,
    itemId: first,
    ...ItemUpdate.parse({ name: "Renamed" }),
  });
  clock.set(null);
  const sheet = async (actor: Actor, name: string, id = versionId) =>
    (await readSpreadsheet((await versionWorkbook(actor, { id, format: "xlsx" })).bytes, "x.xlsx", name))
      .rows;
  expect(await sheet(distributor, "Prices")).toEqual([
    ["Item ID", "MPN", "Name", "Product", "Price", "Suggested T0 Price", "v.floor"],
    [first, "M-1", "Item 1", "Creative", "1", "2", null],
  ]);
  expect((await sheet(reseller, "Prices"))[0]?.slice(4)).toEqual(["Suggested T0 Price"]);
  const info = (await sheet(distributor, "Info")).map((row) => row[0]);
  expect(info).toContain("Frozen at (UTC)");
  const next = await createVersion(vendor, { base: { id: versionId }, description: "", points: "copy" });
  expect((await sheet(vendor, "Prices", next.id))[1]?.[2]).toBe("Renamed");
  expect((await sheet(vendor, "Info", next.id)).map((row) => row[0])).toContain("Exported at (UTC)");
});

test("an import that a crash interrupted is marked as failed at the next start, never half applied", async () => {
  const { vendor, versionId, first } = await aDraft(1);
  const upload = { versionId, file: csv("Item ID,Price", `${first},5`), ...dry, dryRun: false };
  const row = await uploadAdjustment(vendor, upload);
  const inAnHour = new Date(Date.now() + 3_600_000);
  expect(await recoverAdjustments(inAnHour)).toBe(1);
  await adjustmentsSettled();
  const failed = await getAdjustment(vendor, { versionId, id: row.id });
  expect(failed).toMatchObject({ status: "failed", appliedAt: null, result: null });
  expect(failed.errorDetail).toContain("interrupted");
  expect(await pricesOf(versionId)).toEqual([[100n, 200n]]);
  expect(await recoverAdjustments(inAnHour)).toBe(0);
});

test("only the owner uploads, only into drafts, and a viewer does not", async () => {
  const { vendor, versionId, first } = await aDraft(1);
  const file = csv("Item ID,Price", `${first},5`);
  const upload = (actor: Actor) => uploadAdjustment(actor, { versionId, file, ...dry });
  await expect(upload(as("viewer", vendor))).rejects.toMatchObject({ code: "forbidden" });
  await expect(upload(await newVendor())).rejects.toMatchObject({ code: "not_found" });
  const { id } = await checked(vendor, versionId, csv("Item ID,Price", `${first},5`));
  const neighbour = getAdjustment(await newVendor(), { versionId, id });
  await expect(neighbour).rejects.toMatchObject({ code: "not_found" });
  await activateVersion(vendor, { id: versionId });
  await expect(upload(vendor)).rejects.toMatchObject({ code: "wrong_state" });
  await expect(applyAdjustment(vendor, { versionId, id })).rejects.toMatchObject({ code: "wrong_state" });
  expect(await pricesOf(versionId)).toEqual([[100n, 200n]]);
});
