import { database } from "@/db/client";
import { findVersionsOfList } from "@/db/price-versions";
import type { Actor } from "../../domain/access";
import { divideHalfUp } from "../../domain/decimal";
import { parseAmount, printAmount } from "../../domain/money";
import { createPriceListInput, createVersionInput } from "../../domain/price-list";
import { createPriceList, terminatePriceList } from "../pricing/lists";
import { setPoints } from "../pricing/points";
import { activateVersion, createVersion, scheduleVersion } from "../pricing/versions";
import { products } from "./catalogue";
import { analyticsItems, creativeItems, type DemoItem, guardItems } from "./catalogue-data";
import type { Calendar } from "./story";

export const priceLists = {
  northAmerica: "PL-667-945-709",
  europe: "PL-118-204-552",
  japan: "PL-118-204-553",
  metered: "PL-440-871-006",
  campaign: "PL-202-400-117",
  latinAmerica: "PL-731-566-080",
  harborResale: "PL-880-310-442",
  analytics: "PL-555-310-001",
} as const;

type NewList = {
  id: string;
  name: string;
  description: string;
  currency: string;
  precision?: number;
  columns?: string[];
  products: string[];
  modelId?: string;
};

const allColumns = ["Price", "Suggested T0 Price", "Suggested T1 Price", "Suggested T2 Price"];

function newList(owner: Actor, { columns = allColumns, products: ids, id, modelId, ...list }: NewList) {
  const input = createPriceListInput.parse({
    ...list,
    attributes: columns.map((name) => ({ name })),
    products: ids.map((productId) => ({ id: productId })),
  });
  return createPriceList(owner, { ...input, id, modelId, version: { description: "First prices" } });
}

/** How the demo's dollar prices become a list's: times a factor in per mille, at the list's decimals. */
type Rule = { factor: bigint; decimals: number; columns?: readonly string[] };

function scaled(text: string, { factor, decimals }: Rule): string {
  const amount = parseAmount(text, 4);
  return printAmount({
    units: divideHalfUp(amount.units * factor * 10n ** BigInt(decimals), 10n ** 7n),
    scale: decimals,
  });
}

/** Resellers buy between cost and customer price. */
function between(item: DemoItem, part: bigint): string {
  const [cost, msrp] = [parseAmount(item.cost, 4).units, parseAmount(item.msrp, 4).units];
  return printAmount({ units: cost + divideHalfUp((msrp - cost) * part, 100n), scale: 4 });
}

function valuesOf(item: DemoItem, rule: Rule): Record<string, string> {
  const base = { price: item.cost, st0p: item.msrp, st1p: between(item, 70n), st2p: between(item, 40n) };
  const columns = rule.columns ?? Object.keys(base);
  return Object.fromEntries(
    Object.entries(base).flatMap(([id, text]) => (columns.includes(id) ? [[id, scaled(text, rule)]] : [])),
  );
}

function pointsOf(productId: string, items: DemoItem[], rule: Rule) {
  return items.map((item, index) => ({
    id: `${productId}-${String(index + 1).padStart(4, "0")}`,
    attributes: valuesOf(item, rule),
  }));
}

const usd: Rule = { factor: 1000n, decimals: 2 };

async function fill(owner: Actor, listId: string, points: ReturnType<typeof pointsOf>): Promise<string> {
  const draft = (await findVersionsOfList(database(), listId)).findLast(
    (version) => version.status === "draft",
  );
  if (!draft) throw new Error(`${listId} has no draft`);
  await setPoints(owner, { versionId: draft.id, points });
  return draft.id;
}

async function next(owner: Actor, listId: string, description: string): Promise<void> {
  const base = (await findVersionsOfList(database(), listId)).at(-1);
  await createVersion(owner, createVersionInput.parse({ base: { id: base?.id }, description }));
}

/** Lists in every state: each version happens on its own day, so that history, as-of answers and comparison have something to show. */
export async function loadPrices(vendor: Actor, vendor2: Actor, calendar: Calendar): Promise<void> {
  await loadNorthAmerica(vendor, calendar);
  await loadOtherRegions(vendor, calendar);
  calendar.turnTo(-58);
  const { id } = await newList(vendor2, {
    id: priceLists.analytics,
    name: "Quarry list prices",
    description: "Dashboards, per user and month",
    currency: "USD",
    products: [products.analytics],
  });
  await activateVersion(vendor2, {
    id: await fill(vendor2, id, pointsOf(products.analytics, analyticsItems, usd)),
  });
}

function northAmericaPoints(factor: bigint) {
  const rule = { factor, decimals: 2 };
  return [
    ...pointsOf(products.creative, creativeItems, rule),
    ...pointsOf(
      products.guard,
      guardItems.filter((item) => item.type === "Reservation"),
      rule,
    ),
  ];
}

async function loadNorthAmerica(vendor: Actor, calendar: Calendar): Promise<void> {
  const id = priceLists.northAmerica;
  calendar.turnTo(-420);
  await newList(vendor, {
    id,
    name: "North America list prices",
    description: "What distributors in the United States and Canada pay and recommend",
    currency: "USD",
    products: [products.creative, products.guard],
  });
  await activateVersion(vendor, { id: await fill(vendor, id, northAmericaPoints(900n)) });
  calendar.turnTo(-215);
  await next(vendor, id, "Yearly adjustment");
  await scheduleVersion(vendor, {
    id: await fill(vendor, id, northAmericaPoints(950n)),
    start_at: calendar.at(-200, 0),
  });
}

/** What came when the list had long been listed, so that its distributors were told. */
export async function loadRecentPrices(vendor: Actor, calendar: Calendar): Promise<void> {
  const id = priceLists.northAmerica;
  calendar.turnTo(-45);
  await next(vendor, id, "Autumn prices");
  await scheduleVersion(vendor, {
    id: await fill(vendor, id, northAmericaPoints(1000n)),
    start_at: calendar.at(-40, 0),
  });
  calendar.turnTo(-6, 14);
  await next(vendor, id, "New year prices: all applications +4 %");
  await scheduleVersion(vendor, {
    id: await fill(vendor, id, northAmericaPoints(1040n)),
    start_at: calendar.at(37, 0),
  });
  calendar.turnTo(-1, 10);
  await next(vendor, id, "Proposal for spring");
  await fill(
    vendor,
    id,
    pointsOf(products.creative, creativeItems.slice(0, 4), { factor: 1100n, decimals: 2 }),
  );
}

async function loadOtherRegions(vendor: Actor, calendar: Calendar): Promise<void> {
  calendar.turnTo(-330);
  const creative = { products: [products.creative] };
  const campaign = {
    id: priceLists.campaign,
    name: "Spring campaign",
    description: "Prices of a past campaign",
  };
  await newList(vendor, { ...campaign, ...creative, currency: "USD" });
  const campaignPoints = pointsOf(products.creative, creativeItems, { factor: 800n, decimals: 2 });
  await activateVersion(vendor, { id: await fill(vendor, campaign.id, campaignPoints) });
  calendar.turnTo(-270);
  await terminatePriceList(vendor, { id: campaign.id });
  calendar.turnTo(-180);
  const europe = { id: priceLists.europe, name: "Europe list prices", description: "Germany and France" };
  await newList(vendor, { ...europe, ...creative, currency: "EUR" });
  const euro = pointsOf(products.creative, creativeItems, { factor: 920n, decimals: 2 });
  await activateVersion(vendor, { id: await fill(vendor, europe.id, euro) });
  const japan = { id: priceLists.japan, name: "Japan list prices", description: "Whole yen" };
  await newList(vendor, { ...japan, ...creative, currency: "JPY", precision: 0 });
  const yen = pointsOf(products.creative, creativeItems, { factor: 149_500n, decimals: 0 });
  await activateVersion(vendor, { id: await fill(vendor, japan.id, yen) });
  calendar.turnTo(-12);
  const latin = {
    id: priceLists.latinAmerica,
    name: "Latin America list prices",
    description: "Starts with the quarter",
  };
  await newList(vendor, { ...latin, ...creative, currency: "BRL" });
  const real = pointsOf(products.creative, creativeItems, { factor: 5_400n, decimals: 2 });
  await scheduleVersion(vendor, { id: await fill(vendor, latin.id, real), start_at: calendar.at(21, 3) });
  calendar.turnTo(-4);
  const metered = {
    id: priceLists.metered,
    name: "Usage rates",
    description: "Eight decimals, for metered items",
  };
  await newList(vendor, { ...metered, currency: "USD", precision: 0.00000001, products: [products.guard] });
  const rates = pointsOf(products.guard, guardItems, { factor: 1013n, decimals: 8 });
  await fill(vendor, metered.id, rates.slice(6));
}

/** The first distributor's own list: other customer prices in Europe for some items. */
export async function loadResalePrices(distributor: Actor, calendar: Calendar): Promise<void> {
  calendar.turnTo(-90);
  const id = priceLists.harborResale;
  await newList(distributor, {
    id,
    name: "Harbor resale prices",
    description: "What customers of Harbor pay in Europe",
    currency: "EUR",
    columns: ["Suggested T0 Price", "Suggested T1 Price"],
    products: [products.creative],
    modelId: priceLists.europe,
  });
  const rule = { factor: 899n, decimals: 2, columns: ["st0p", "st1p"] };
  const points = pointsOf(products.creative, creativeItems.slice(0, 3), rule);
  await activateVersion(distributor, { id: await fill(distributor, id, points) });
}
