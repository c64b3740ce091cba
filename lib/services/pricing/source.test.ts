import { afterEach, expect, test } from "vitest";
import { newDistributor, newReseller, newVendor } from "@/db/testing/factories";
import type { Actor } from "@/lib/domain/access";
import { printAmount } from "@/lib/domain/money";
import { createPriceListInput } from "@/lib/domain/price-list";
import { everything } from "@/lib/domain/rql";
import { clock } from "../context";
import { createItem } from "../products/items";
import { createProduct } from "../products/products";
import {
  aListing,
  aMarketplace,
  anItem,
  aPriceList,
  aProduct,
  bind,
  fill,
  twoColumns,
} from "../testing/pricing";
import {
  createPriceList,
  deletePriceList,
  getPriceList,
  listPriceLists,
  terminatePriceList,
  updatePriceList,
} from "./lists";
import { listPoints, setPoint } from "./points";
import { findPrices } from "./prices";
import {
  activateVersion,
  createVersion,
  deleteVersion,
  getVersion,
  scheduleVersion,
  unscheduleVersion,
  updateVersion,
} from "./versions";

// What was asked for, sentence by sentence, in its own words; each is proved where it lives. The journeys in the browser
// are in e2e/price-list-wizard.spec.ts and e2e/price-versions.spec.ts.

afterEach(() => clock.set(null));

const now = new Date("2027-03-01T12:00:00.000Z");
const soon = new Date("2027-04-01T00:00:00.000Z");

type World = Awaited<ReturnType<typeof aWorld>>;

/** A vendor with a product and a filled draft list over it; a distributor and its reseller, whose marketplace lists nothing yet. */
async function aWorld() {
  clock.set(now);
  const [vendor, distributor] = [await newVendor(), await newDistributor()];
  const reseller = await newReseller(distributor);
  const product = await aProduct(vendor, 2);
  const { list, versionId } = await aPriceList(vendor, [product.id]);
  await fill(versionId);
  const market = await aMarketplace(vendor, distributor);
  return { vendor, distributor, reseller, product, listId: list.id, versionId, market };
}

/** The listing request with the price list is accepted. */
async function accept({ vendor, distributor, product, listId, market }: World) {
  const on = { ...market, productId: product.id, priceListId: listId };
  await bind(await aListing(vendor, distributor, on), listId, now);
}

const list = ({ vendor, listId }: World) => getPriceList(vendor, { id: listId });
const version = ({ vendor, versionId }: World) => getVersion(vendor, { id: versionId });
const code = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code,
  );

const sentences: [sentence: string, proof: (world: World) => Promise<void>][] = [
  [
    "manage and consolidate your pricing data with your business partners … price lists exchange from Vendors to Distributors and Resellers",
    async (world) => {
      await activateVersion(world.vendor, { id: world.versionId });
      await accept(world);
      for (const reader of [world.vendor, world.distributor, world.reseller]) {
        expect((await listPriceLists(reader, everything)).rows.map(({ id }) => id)).toEqual([world.listId]);
      }
    },
  ],
  [
    "The price list creation is an optional procedure of the Product Flow … during the product definition operation or once the product is successfully defined.",
    async ({ vendor, product }) => {
      const unfinished = await createProduct(vendor, { name: "In the making", description: null });
      for (const id of [unfinished.id, product.id]) {
        expect((await aPriceList(vendor, [id])).list.products[0]?.id).toBe(id);
      }
    },
  ],
  [
    "make those available for Distributors by attaching them to a corresponding Listings",
    async (world) => {
      await activateVersion(world.vendor, { id: world.versionId });
      expect(await code(getPriceList(world.distributor, { id: world.listId }))).toBe("not_found");
      await accept(world);
      expect((await getPriceList(world.distributor, { id: world.listId })).id).toBe(world.listId);
    },
  ],
  [
    "Once a listing request with price lists is successfully accepted, the system enables Distributors and Resellers to generate Subscriptions based on these price lists.",
    async (world) => {
      await activateVersion(world.vendor, { id: world.versionId });
      const ask = (actor: Actor) => findPrices(actor, { marketplaceId: world.market.marketplaceId });
      expect((await ask(world.distributor)).total).toBe(0);
      await accept(world);
      for (const actor of [world.distributor, world.reseller]) {
        const { rows } = await ask(actor);
        expect(rows.map(({ versionId }) => versionId)).toEqual([world.versionId, world.versionId]);
        expect(rows.map(({ values }) => values.st0p && printAmount(values.st0p))).toEqual([
          "365.00",
          "365.00",
        ]);
      }
    },
  ],
  [
    "Distributors or Resellers cannot edit provided price list information.",
    async (world) => {
      const draft = { base: { id: world.versionId }, description: "", points: "copy" as const };
      await activateVersion(world.vendor, { id: world.versionId });
      await accept(world);
      const before = [await list(world), await version(world)];
      const itemId = world.product.itemIds[0] ?? "";
      for (const reader of [world.distributor, world.reseller]) {
        const attempts = [
          updatePriceList(reader, { id: world.listId, name: "Mine" }),
          createVersion(reader, draft),
          updateVersion(reader, { id: world.versionId, description: "Mine" }),
          setPoint(reader, { versionId: world.versionId, itemId, attributes: { price: 1 } }),
          terminatePriceList(reader, { id: world.listId }),
        ];
        for (const attempt of await Promise.all(attempts.map(code))) {
          expect(["not_found", "forbidden"]).toContain(attempt);
        }
      }
      expect([await list(world), await version(world)]).toEqual(before);
    },
  ],
  [
    "Price List represents a container for price list versions … ID: Unique immutable ID … Status … Name … Description … Currency",
    async (world) => {
      const changed = await updatePriceList(world.vendor, {
        id: world.listId,
        name: "Pricing for NA market",
        description: "Everything sold there",
      });
      expect(changed).toMatchObject({
        id: world.listId,
        status: "draft",
        name: "Pricing for NA market",
        description: "Everything sold there",
        currency: "USD",
      });
      expect(await code(updatePriceList(world.vendor, { id: world.listId, currency: "EUR" }))).toBe(
        "invalid",
      );
    },
  ],
  [
    "Precision: Data precision of the prices with up to be up to 8 decimal digits (i.e., 0.00000001).",
    async ({ vendor, product }) => {
      const fine = await aPriceList(vendor, [product.id], { precision: 0.00000001 });
      const itemId = product.itemIds[0] ?? "";
      const at = { versionId: fine.versionId, itemId };
      const point = await setPoint(vendor, { ...at, attributes: { price: "0.00000001" } });
      expect([point.values.price, point.decimals]).toEqual([1n, 8]);
      expect(await code(setPoint(vendor, { ...at, attributes: { price: "0.000000001" } }))).toBe("invalid");
      const products = [{ id: product.id }];
      const finer = { name: "Finer", currency: "USD", precision: 1e-9, attributes: twoColumns, products };
      expect(createPriceListInput.safeParse(finer).success).toBe(false);
    },
  ],
  [
    "Price List Version is an object that resides within a particular price list that includes various values associated with items for each attribute of the price list",
    async ({ vendor, product, listId, versionId }) => {
      const { rows, version: of } = await listPoints(vendor, { versionId, query: everything });
      expect(of.priceListId).toBe(listId);
      expect(rows.map(({ id, values }) => [id, values])).toEqual(
        product.itemIds.map((id) => [id, { price: 30000n, st0p: 36500n }]),
      );
    },
  ],
  [
    "ID: Unique immutable ID of the price list version … Status … Start at (UTC): Date and time when price points from the price list version become “effective” … Description",
    async (world) => {
      await updateVersion(world.vendor, { id: world.versionId, description: "Spring" });
      await scheduleVersion(world.vendor, { id: world.versionId, start_at: soon });
      const facts = { id: world.versionId, startAt: soon, description: "Spring" };
      expect(await version(world)).toMatchObject({ ...facts, status: "scheduled" });
      clock.set(soon);
      expect(await version(world)).toMatchObject({ ...facts, status: "active", activatedAt: soon });
    },
  ],
  [
    "Price list objects can be considered as templates for their versions",
    async ({ vendor, product, listId, versionId }) => {
      await createItem(vendor, { productId: product.id, item: anItem(3) });
      await updatePriceList(vendor, { id: listId, attributes: [{ id: "price" }, { name: "v.floor" }] });
      const next = await createVersion(vendor, { base: { id: versionId }, description: "", points: "empty" });
      const { rows } = await listPoints(vendor, { versionId: next.id, query: everything });
      expect(next.list.currency).toBe("USD");
      expect(rows.map(({ values }) => values)).toEqual(Array(3).fill({ price: null, "v.floor": null }));
    },
  ],
  [
    "Vendors can generate draft price lists and draft price list versions",
    async (world) => {
      const draft = await createVersion(world.vendor, {
        pricelist: { id: world.listId },
        description: "",
        points: "empty",
      });
      expect([(await list(world)).status, draft.status]).toEqual(["draft", "draft"]);
    },
  ],
  [
    "Thereafter, Vendors can activate created drafts or delete them if necessary.",
    async (world) => {
      const { vendor, product, versionId } = world;
      const second = await createVersion(vendor, {
        base: { id: versionId },
        description: "",
        points: "copy",
      });
      await deleteVersion(vendor, { id: second.id });
      expect(await code(getVersion(vendor, { id: second.id }))).toBe("not_found");
      const unwanted = await createPriceList(vendor, {
        ...createPriceListInput.parse({
          name: "Unwanted",
          currency: "USD",
          attributes: twoColumns,
          products: [{ id: product.id }],
        }),
      });
      await deletePriceList(vendor, { id: unwanted.id });
      expect(await code(getPriceList(vendor, { id: unwanted.id }))).toBe("not_found");
      await activateVersion(vendor, { id: versionId });
      expect([(await list(world)).status, (await version(world)).status]).toEqual(["active", "active"]);
    },
  ],
  [
    "the system enables Vendors to schedule price list version activation. In this case, the system assigns the Scheduled status to price list version and its associated price list object. Thus, both objects can be activated on specified time.",
    async (world) => {
      await scheduleVersion(world.vendor, { id: world.versionId, start_at: soon });
      expect([(await list(world)).status, (await version(world)).status]).toEqual(["scheduled", "scheduled"]);
      clock.set(new Date(soon.getTime() - 1));
      expect([(await list(world)).status, (await version(world)).status]).toEqual(["scheduled", "scheduled"]);
      clock.set(soon);
      expect([(await list(world)).status, (await version(world)).status]).toEqual(["active", "active"]);
    },
  ],
  [
    "Vendors can also unschedule price list version activation (i.e., remove scheduled activation date). Therefore, the system transfers your price list version and its interconnected price list object back to Draft state.",
    async (world) => {
      await scheduleVersion(world.vendor, { id: world.versionId, start_at: soon });
      await unscheduleVersion(world.vendor, { id: world.versionId });
      expect(await version(world)).toMatchObject({ status: "draft", startAt: null });
      expect((await list(world)).status).toBe("draft");
    },
  ],
  [
    "in case the activated price lists are no longer relevant, Vendors can terminate such price lists. Therefore, the system assigns the Terminated status to the price list and transfers the price list version to the Expired state.",
    async (world) => {
      await activateVersion(world.vendor, { id: world.versionId });
      await terminatePriceList(world.vendor, { id: world.listId });
      expect(await version(world)).toMatchObject({ status: "expired", expiredAt: now });
      expect((await list(world)).status).toBe("terminated");
    },
  ],
];

test.each(sentences)("%s", async (_, proof) => {
  await proof(await aWorld());
});
