import { findPinnedPrices } from "@/db/checkout";
import { database } from "@/db/client";
import { findPricesInForce, type PriceInForce } from "@/db/prices";
import type { Actor } from "../../domain/access";
import type { CheckoutOrder } from "../../domain/checkout";
import type { Pricer } from "../../domain/discount-choice";
import { type Issue, invalidFields } from "../../domain/errors";
import { type Chain, linePricer } from "../../domain/line-pricing";
import type { Amount } from "../../domain/money";
import { isProrated, type Proration } from "../../domain/proration";
import { costAtLevel, higherLevel, levelOf } from "../../domain/volume-level";
import type { WantedLine } from "./items";
import type { Parties } from "./parties";

export type PricedLine = WantedLine & {
  /** Names the line within the order. */
  key: string;
  price: PriceInForce;
  days: number | null;
  daysInTerm: number | null;
};

/**
 * Gives each line its price at the instant. Added quantity of a subscription is priced by the version it was sold at,
 * everything else by what is in force (DESIGN §7).
 * @throws DomainError `invalid` naming each MPN without a price in force
 */
export async function priceLines(
  lines: readonly WantedLine[],
  order: CheckoutOrder,
  { marketplace, currency, asset }: Parties,
  { at, proration }: { at: Date; proration: Proration },
): Promise<PricedLine[]> {
  const adds = order.type === "purchase" || (order.type === "change" && !order.scheduledForRenewal);
  const question = {
    marketplaceId: marketplace.id,
    at,
    currency,
    itemIds: lines.map(({ item }) => item.id),
  };
  const inForce = await findPricesInForce(database(), question);
  const pinned =
    asset && adds
      ? await findPinnedPrices(database(), {
          ...question,
          productId: asset.productId,
          versionId: asset.versionId,
        })
      : [];
  const prices = new Map([...inForce, ...pinned].map((price) => [price.item.id, price]));
  const issues: Issue[] = [];
  const priced = lines.flatMap((line): PricedLine[] => {
    const price = prices.get(line.item.id);
    if (!price?.values.price) {
      const message = `${line.item.mpn} has no price in force on ${marketplace.id} in ${currency}`;
      issues.push({ path: line.path ?? "asset.items", message, rule: "no_price" });
      return [];
    }
    const term = isProrated(line.item, adds ? "purchase" : "renew") ? proration : null;
    const { days, daysInTerm } = { days: term?.days ?? null, daysInTerm: term?.daysInTerm ?? null };
    return [{ ...line, key: line.item.id, price, days, daysInTerm }];
  });
  if (issues.length > 0) throw invalidFields(issues);
  return priced;
}

/** The volume level of the order's licences: what they reach together, or what the customer holds already (API.md §4). */
export function orderLevel(lines: readonly WantedLine[], held: string): string {
  const licences = lines.filter(({ item }) => item.type === "reservation");
  return higherLevel(held, levelOf(licences.reduce((sum, { quantity }) => sum + quantity, 0)));
}

/** The unit prices of a line for the distributor: customer, reseller, and the cost at the volume level. */
export function distributorUnits(
  line: PricedLine,
  { tier1, tier2 }: Pick<Parties, "tier1" | "tier2">,
  level: string,
): Chain<Amount> {
  const { values } = line.price;
  const reseller = tier1 ? (values[tier2 ? "st2p" : "st1p"] ?? null) : null;
  const cost = costOf(line, level);
  return { price: values.st0p ?? null, reseller, cost };
}

function costOf({ item, price: { values, decimals } }: PricedLine, level: string): Amount {
  const cost = costAtLevel(values, item.type === "reservation" ? level : "01");
  return cost ?? { units: 0n, scale: decimals };
}

/** Above the cost at the base level stands another one: the step of the waterfall that the level makes. */
export function volumeOf(line: PricedLine, level: string): { level: string; listUnit: Amount } | null {
  const [listUnit, unit] = [costOf(line, "01"), costOf(line, level)];
  return listUnit.units === unit.units ? null : { level, listUnit };
}

/**
 * The unit prices that the reader sees: a reseller its own tier's price as cost and no other (DESIGN §1).
 * @throws DomainError `invalid` when the price list holds no price for the reader's tier
 */
export function unitsFor(
  actor: Actor,
  line: PricedLine,
  parties: Pick<Parties, "tier1" | "tier2">,
  level: string,
): Chain<Amount> {
  const units = distributorUnits(line, parties, level);
  if (actor.type === "system" || actor.account.kind !== "reseller") return units;
  const column = parties.tier1?.id === actor.account.id ? "st1p" : "st2p";
  const cost = line.price.values[column];
  if (cost) return { price: units.price, reseller: null, cost };
  const message = `${line.item.mpn} has no reseller price in force`;
  throw invalidFields([{ path: line.path ?? "asset.items", message, rule: "no_price" }]);
}

/** Prices lines by the units that `unitsOf` gives them, each made once. */
export function pricerBy(
  lines: readonly PricedLine[],
  currency: string,
  unitsOf: (line: PricedLine) => Chain<Amount>,
): (key: string) => Pricer {
  const pricers = new Map(
    lines.map((line) => {
      const { quantity, days, daysInTerm } = line;
      return [line.key, linePricer({ units: unitsOf(line), currency, quantity, days, daysInTerm })];
    }),
  );
  return (key) => {
    const pricer = pricers.get(key);
    if (!pricer) throw new Error(`There is no line ${key}`);
    return pricer;
  };
}
