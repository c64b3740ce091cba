import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { readAllPoints } from "@/db/price-points";
import { findReadinessFacts } from "@/db/price-readiness";
import { pricePoint } from "@/db/schema/pricing";
import { newVendor } from "@/db/testing/factories";
import { readinessFacts } from "@/lib/domain/readiness";
import { aPriceList, aProduct, twoColumns } from "../testing/pricing";
import { getVersion } from "./versions";

const units = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 0, max: 7 }),
  fc.constantFrom(333_333_333_333_333, 500_000_000_000_000, 999_999_999_999_999),
);
const cells = fc.record({ price: units, st0p: units, custom: units });
type Cells = typeof cells extends fc.Arbitrary<infer T> ? T : never;

async function put(versionId: string, itemId: string, { price, st0p, custom }: Cells) {
  const set = { price, st0p, custom: custom === null ? null : { "v.floor": custom } };
  await database().transaction((tx) =>
    tx
      .update(pricePoint)
      .set(set)
      .where(and(eq(pricePoint.versionId, versionId), eq(pricePoint.itemId, itemId))),
  );
}

test("the database counts what the rule counts, with and without a version in force", {
  timeout: 60_000,
}, async () => {
  const vendor = await newVendor();
  const product = await aProduct(vendor, 7);
  const attributes = [...twoColumns, { name: "v.floor" }];
  const { versionId } = await aPriceList(vendor, [product.id], { attributes });
  const { versionId: activeId } = await aPriceList(vendor, [product.id], { attributes });
  const { columns } = (await getVersion(vendor, { id: versionId })).list;
  const sides = fc.array(fc.tuple(cells, cells), { minLength: 7, maxLength: 7 });
  await fc.assert(
    fc.asyncProperty(sides, async (points) => {
      for (const [index, [draft, active]] of points.entries()) {
        await put(versionId, product.itemIds[index] ?? "", draft);
        await put(activeId, product.itemIds[index] ?? "", active);
      }
      const db = database();
      const [draft, active] = [await readAllPoints(db, versionId), await readAllPoints(db, activeId)];
      const columnIds = columns.map((column) => column.id);
      const against = (before: typeof active) =>
        [...draft].map(([itemId, values]) => ({ itemId, values, active: before.get(itemId) ?? null }));
      expect(await findReadinessFacts(db, { versionId, activeId, columnIds })).toEqual(
        readinessFacts(columns, against(active)),
      );
      expect(await findReadinessFacts(db, { versionId, activeId: null, columnIds })).toEqual(
        readinessFacts(columns, against(new Map())),
      );
    }),
    { numRuns: 30 },
  );
});
