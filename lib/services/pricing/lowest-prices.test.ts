import { afterEach, expect, test } from "vitest";
import { newDistributor, newReseller, newVendor } from "@/db/testing/factories";
import type { Actor } from "@/lib/domain/access";
import { isDomainError } from "@/lib/domain/errors";
import { printAmount } from "@/lib/domain/money";
import { clock } from "../context";
import { aListing, aMarketplace, aPriceList, aProduct, bind, fill } from "../testing/pricing";
import { terminatePriceList } from "./lists";
import { findPrices } from "./prices";
import { activateVersion, createVersion, scheduleVersion } from "./versions";

afterEach(() => clock.set(null));

/** Days of 2027, at midnight UTC; day 1 is 1 March. */
const day = (n: number) => new Date(Date.UTC(2027, 2, n));
const justBefore = (instant: Date) => new Date(instant.getTime() - 1);

/** Listed from day 3. Version 1 (20.00) from day 1, version 2 (18.00) from day 10, version 3 (25.00) from day 20. */
async function aListedProduct(until: Date | null = null) {
  clock.set(day(1));
  const [vendor, distributor] = [await newVendor(), await newDistributor()];
  const product = await aProduct(vendor, 1);
  const { list, versionId: first } = await aPriceList(vendor, [product.id]);
  await fill(first, { price: 1000, st0p: 2000 });
  await activateVersion(vendor, { id: first });
  const market = await aMarketplace(vendor, distributor);
  const listingId = await aListing(vendor, distributor, {
    ...market,
    productId: product.id,
    priceListId: list.id,
  });
  await bind(listingId, list.id, day(3), { to: until });
  const second = await replaced(vendor, first, 1800, day(10));
  const third = await replaced(vendor, first, 2500, day(20));
  return { vendor, distributor, product, list, listingId, first, second, third, ...market };
}

async function replaced(vendor: Actor, base: string, st0p: number, from: Date): Promise<string> {
  const { id } = await createVersion(vendor, { base: { id: base }, description: "", points: "copy" });
  await fill(id, { price: 1000, st0p });
  await scheduleVersion(vendor, { id, start_at: from });
  return id;
}

async function lowest(actor: Actor, marketplaceId: string, at: Date) {
  const { rows } = await findPrices(actor, { marketplaceId, at, lowest30Days: true });
  const found = rows[0]?.lowest30Days;
  return found && `${printAmount(found.amount)} from ${found.from.toISOString()}`;
}

test("over versions, from the listing on, half open, before and after anything is settled", async () => {
  const { distributor, marketplaceId, second } = await aListedProduct();
  const answers = async () => [
    await lowest(distributor, marketplaceId, day(3)),
    await lowest(distributor, marketplaceId, day(4)),
    await lowest(distributor, marketplaceId, day(10)),
    await lowest(distributor, marketplaceId, day(11)),
    await lowest(distributor, marketplaceId, day(49)),
    await lowest(distributor, marketplaceId, justBefore(day(50))),
    await lowest(distributor, marketplaceId, day(50)),
  ];
  const expected = [
    null,
    "20.00 from 2027-03-03T00:00:00.000Z",
    "20.00 from 2027-03-03T00:00:00.000Z",
    "18.00 from 2027-03-10T00:00:00.000Z",
    "18.00 from 2027-03-19T00:00:00.000Z",
    "18.00 from 2027-03-19T23:59:59.999Z",
    "25.00 from 2027-03-20T00:00:00.000Z",
  ];
  expect(await answers()).toEqual(expected);
  clock.set(day(60));
  expect(await answers()).toEqual(expected);
  const { rows } = await findPrices(distributor, { marketplaceId, at: day(21), lowest30Days: true });
  expect(rows[0]?.lowest30Days?.versionId).toBe(second);
});

test("the distributor’s own list replaces the price while it is in force", async () => {
  const { vendor, distributor, marketplaceId, product } = await aListedProduct();
  clock.set(day(22));
  const own = await aPriceList(distributor, [product.id], { precision: 0 });
  await fill(own.versionId, { st0p: 15 });
  await activateVersion(distributor, { id: own.versionId });
  clock.set(day(24));
  await terminatePriceList(distributor, { id: own.list.id });
  expect(await lowest(distributor, marketplaceId, day(22))).toBe("18.00 from 2027-03-10T00:00:00.000Z");
  expect(await lowest(distributor, marketplaceId, day(23))).toBe("15 from 2027-03-22T00:00:00.000Z");
  const told = async (actor: Actor) => {
    const { rows } = await findPrices(actor, { marketplaceId, at: day(23), lowest30Days: true });
    return rows[0]?.lowest30Days?.versionId;
  };
  expect([await told(distributor), await told(vendor)]).toEqual([own.versionId, null]);
  expect(await lowest(vendor, marketplaceId, day(54))).toBe("25.00 from 2027-03-24T00:00:00.000Z");
});

test("a time without a price in force does not count", async () => {
  const { vendor, distributor, marketplaceId, product, listingId } = await aListedProduct(day(12));
  const other = await aPriceList(vendor, [product.id]);
  await fill(other.versionId, { price: 1000, st0p: 3000 });
  await bind(listingId, other.list.id, day(14));
  clock.set(day(45));
  await activateVersion(vendor, { id: other.versionId });
  expect(await lowest(distributor, marketplaceId, day(45))).toBeNull();
  expect(await lowest(distributor, marketplaceId, day(46))).toBe("30.00 from 2027-04-14T00:00:00.000Z");
});

test("a reseller reads it, nobody is told without asking, and a neighbour gets not_found", async () => {
  const { distributor, marketplaceId } = await aListedProduct();
  const reseller = await newReseller(distributor);
  expect(await lowest(reseller, marketplaceId, day(11))).toBe("18.00 from 2027-03-10T00:00:00.000Z");
  const { rows } = await findPrices(reseller, { marketplaceId, at: day(11) });
  expect(rows[0]).not.toHaveProperty("lowest30Days");
  const refused = await lowest(await newDistributor(), marketplaceId, day(11)).catch((e: unknown) => e);
  expect(isDomainError(refused) && refused.code).toBe("not_found");
});
