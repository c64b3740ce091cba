import { expect, test } from "vitest";
import { database } from "@/db/client";
import { readAllPoints } from "@/db/price-points";
import { as, newVendor } from "@/db/testing/factories";
import { bulkChangeInput } from "@/lib/domain/bulk-change";
import { aPriceList, aProduct, fill } from "../testing/pricing";
import { changePrices } from "./bulk-change";
import { setPoint } from "./points";
import { listPriceChanges, undoPriceChange } from "./price-changes";
import { activateVersion } from "./versions";

async function aDraft() {
  const vendor = await newVendor();
  const product = await aProduct(vendor, 3);
  const { versionId } = await aPriceList(vendor, [product.id]);
  await fill(versionId, { price: 1000, st0p: null });
  const [first = ""] = product.itemIds;
  const change = (over: object = {}) =>
    changePrices(vendor, {
      versionId,
      change: bulkChangeInput.parse({
        attributes: ["price", "st0p"],
        operation: { kind: "set", value: "7" },
        ...over,
      }),
    });
  const prices = async () =>
    [...(await readAllPoints(database(), versionId)).values()].map(({ price, st0p }) => [price, st0p]);
  const undo = (id = "", actor = vendor) => undoPriceChange(actor, { versionId, id });
  return { vendor, versionId, first, change, prices, undo };
}

test("one undo brings back every cell, the empty ones too; undoing the undo repeats the change", async () => {
  const { vendor, versionId, change, prices, undo } = await aDraft();
  const before = await prices();
  const { changeId } = await change();
  const after = await prices();
  expect(after).toEqual(Array(3).fill([700n, 700n]));
  const undone = await undo(changeId);
  expect(undone).toMatchObject({ undid: changeId, points: 3, cells: 6 });
  expect(await prices()).toEqual(before);
  await undo(undone.id);
  expect(await prices()).toEqual(after);
  const kept = await listPriceChanges(vendor, { versionId });
  expect(kept).toHaveLength(3);
  expect(kept.find(({ id }) => id === changeId)).toMatchObject({ undoOf: null, undoneAt: expect.any(Date) });
});

test("a change is undone once", async () => {
  const { change, undo } = await aDraft();
  const { changeId } = await change();
  await undo(changeId);
  await expect(undo(changeId)).rejects.toMatchObject({ code: "wrong_state" });
});

test("it is refused, and nothing restored, when somebody changed one of the cells since", async () => {
  const { vendor, versionId, first, change, prices, undo } = await aDraft();
  const { changeId } = await change();
  await setPoint(vendor, { versionId, itemId: first, attributes: { st0p: "8" } });
  const before = await prices();
  await expect(undo(changeId)).rejects.toMatchObject({
    code: "conflict",
    reason: "precondition",
    details: [{ id: first, attribute: "st0p", expected: "7.00", found: "8.00" }],
  });
  expect(await prices()).toEqual(before);
  await setPoint(vendor, { versionId, itemId: first, attributes: { st0p: "7" } });
  await undo(changeId);
  expect(await prices()).not.toEqual(before);
});

test("a change that changed nothing leaves nothing to undo", async () => {
  const { vendor, versionId, change } = await aDraft();
  const done = await change({ operation: { kind: "add", value: "0" } });
  expect(done.changeId).toBeUndefined();
  expect(await listPriceChanges(vendor, { versionId })).toEqual([]);
});

test("a change is made only if the points are as its preview saw them", async () => {
  const { vendor, versionId, first, change, prices } = await aDraft();
  const { fingerprint } = await change({ dry_run: true });
  await setPoint(vendor, { versionId, itemId: first, attributes: { price: "8" } });
  const before = await prices();
  const stale = change({ fingerprint });
  await expect(stale).rejects.toMatchObject({ code: "conflict", reason: "precondition" });
  expect(await prices()).toEqual(before);
  const again = await change({ dry_run: true });
  expect(await change({ fingerprint: again.fingerprint })).toMatchObject({ applied: true });
});

test("not by a viewer, not by a neighbour, not past draft", async () => {
  const { vendor, versionId, change, undo } = await aDraft();
  const { changeId } = await change();
  await expect(undo(changeId, as("viewer", vendor))).rejects.toMatchObject({ code: "forbidden" });
  await expect(undo(changeId, await newVendor())).rejects.toMatchObject({ code: "not_found" });
  await expect(undo("PCH-000-000-000")).rejects.toMatchObject({ code: "not_found" });
  const looked = (actor = vendor) => listPriceChanges(actor, { versionId });
  await expect(looked(as("viewer", vendor))).resolves.toHaveLength(1);
  await expect(looked(await newVendor())).rejects.toMatchObject({ code: "not_found" });
  await activateVersion(vendor, { id: versionId });
  await expect(undo(changeId)).rejects.toMatchObject({ code: "wrong_state" });
});
