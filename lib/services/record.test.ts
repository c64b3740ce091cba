import { beforeEach, expect, test } from "vitest";
import { database } from "@/db/client";
import { newDistributor, newReseller, newVendor } from "@/db/testing/factories";
import type { Actor } from "../domain/access";
import { everything } from "../domain/rql";
import { listActivity } from "./activity";
import { systemActor, withRequestId } from "./context";
import { type Happening, record } from "./record";

const at = new Date("2026-05-02T12:00:00.123Z");
let vendor: Actor;

beforeEach(async () => {
  vendor = await newVendor();
});

const happening = (fields: Partial<Happening> = {}): Happening => ({
  verb: "update",
  object: { type: "product", id: "PRD-1", name: "Suite" },
  at,
  ...fields,
});

const write = (actor: Actor, fields: Partial<Happening>) =>
  database().transaction((tx) => record(tx, actor, happening(fields)));

const rowsOf = async (actor: Actor) => (await listActivity(actor, everything)).rows;

test("who, when, what and which fields, with the request's id", async () => {
  const wrote = await withRequestId("r-1", () =>
    write(vendor, {
      before: { name: "Old", price: 10n, tags: ["a"], gone: 1 },
      after: { name: "New", price: 10n, tags: ["a", "b"] },
    }),
  );
  expect(wrote).toBe(true);
  expect(await rowsOf(vendor)).toMatchObject([
    {
      at,
      actorType: "user",
      actorId: vendor.id,
      actorName: vendor.name,
      verb: "update",
      objectType: "product",
      objectId: "PRD-1",
      objectName: "Suite",
      requestId: "r-1",
      vendorId: vendor.account.id,
      distributorId: null,
      resellerId: null,
      changes: [
        { field: "name", before: "Old", after: "New" },
        { field: "tags", before: ["a"], after: ["a", "b"] },
      ],
    },
  ]);
});

test("an update that changes nothing records nothing; other verbs need no fields", async () => {
  expect(await write(vendor, { before: { name: "A" }, after: { name: "A" } })).toBe(false);
  expect(await write(vendor, {})).toBe(false);
  expect(await write(vendor, { verb: "publish" })).toBe(true);
  expect((await rowsOf(vendor)).map(({ verb }) => verb)).toEqual(["publish"]);
});

test("it stands and falls with the change it tells of", async () => {
  const work = database().transaction(async (tx) => {
    await record(tx, vendor, happening({ verb: "publish" }));
    throw new Error("the change failed");
  });
  await expect(work).rejects.toThrow("the change failed");
  expect(await rowsOf(vendor)).toEqual([]);
});

test("those whom it concerns read it, and nobody else", async () => {
  const distributor = await newDistributor();
  const reseller = await newReseller(distributor);
  const parties = { distributorId: distributor.account.id, resellerId: reseller.account.id };
  await write(vendor, { verb: "list", parties });
  await write(vendor, { verb: "draft" });
  const verbs = async (actor: Actor) => (await rowsOf(actor)).map(({ verb }) => verb).sort();
  expect(await verbs(vendor)).toEqual(["draft", "list"]);
  expect(await verbs(distributor)).toEqual(["list"]);
  expect(await verbs(reseller)).toEqual(["list"]);
  expect(await verbs(await newVendor())).toEqual([]);
  expect(await verbs(await newDistributor())).toEqual([]);
  expect(await verbs(await newReseller(distributor))).toEqual([]);
});

test("what the clock did belongs to the parties that are named", async () => {
  await write(systemActor, { verb: "activate", parties: { vendorId: vendor.account.id } });
  expect(await rowsOf(vendor)).toMatchObject([
    { actorType: "system", actorName: "Channelbook", vendorId: vendor.account.id },
  ]);
});
