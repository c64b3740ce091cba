import { database } from "@/db/client";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import type { CheckoutOrder } from "../../domain/checkout";
import { type CheckoutAnswer, type CheckoutResult, presentCheckout } from "../../domain/checkout-answer";
import { choose } from "../../domain/discount-choice";
import { type DiscountSettings, mayConsoleSee } from "../../domain/discount-parameters";
import { invalid } from "../../domain/errors";
import { linePricer } from "../../domain/line-pricing";
import { isUnreachable } from "../../vipmp/transport";
import { clock, systemActor } from "../context";
import { discountSettings } from "../marketplaces/parameters";
import { type Upstream, upstreamFor } from "../upstream";
import { settleCodes } from "./codes";
import { priceLines } from "./lines";
import { loadParties, type Parties } from "./parties";
import { anniversaryOf, prorationAt, readUpstreamCustomer, type UpstreamCustomer } from "./terms";

/**
 * What an order would cost (API.md §3, DESIGN §8): list price, discounted price, customer total and cost of every line,
 * with an outcome for every code. Writes nothing.
 */
export async function previewCheckout(actor: Actor, order: CheckoutOrder): Promise<CheckoutAnswer> {
  authorise(actor, "checkout:preview");
  const now = clock.now();
  const at = order.at ?? now;
  const parties = await loadParties(actor, order);
  const settings = await discountSettings(database(), scopeOf(systemActor), parties.marketplace.id);
  const upstream = await upstreamFor(parties.marketplace);
  const known = await knownCustomer(upstream, parties);
  const anniversary = await anniversaryOf(parties, known, at);
  const lines = await priceLines(actor, order, parties, at, prorationAt(anniversary, at));
  if (lines.length === 0) throw invalid("asset.items", "changes nothing: every quantity is as it is now");
  const pricers = new Map(
    lines.map((line) => [line.key, linePricer({ ...line, currency: parties.currency })]),
  );
  const pricerOf = (key: string) => {
    const pricer = pricers.get(key);
    if (!pricer) throw new Error(`The order has no line ${key}.`);
    return pricer;
  };
  const isNow = order.at === null || order.at.getTime() === now.getTime();
  const level = known?.level ?? "01";
  const codes = await settleCodes({
    order,
    parties,
    lines,
    settings,
    upstream,
    at,
    isNow,
    anniversary,
    level,
    pricerOf,
  });
  const choices = new Map(choose(codes.state, pricerOf).map((choice) => [choice.key, choice]));
  const result: CheckoutResult = {
    at,
    currency: parties.currency,
    discovery: codes.candidates.discovery,
    lines: lines.flatMap(({ key, item, quantity, change, days, daysInTerm }) => {
      const choice = choices.get(key);
      return choice ? [{ item, quantity, change, days, daysInTerm, choice }] : [];
    }),
    codes: codes.candidates.codes,
    notices: codes.notices,
  };
  return presentCheckout(result, visibilityFor(actor, settings));
}

/** A customer that has ordered has a level and an anniversary at upstream; when that is away, ours must do. */
async function knownCustomer({ client }: Upstream, { customer }: Parties): Promise<UpstreamCustomer | null> {
  if (!customer.vipmpCustomerId) return null;
  try {
    return await readUpstreamCustomer(client, customer.vipmpCustomerId);
  } catch (error) {
    if (isUnreachable(error)) return null;
    throw error;
  }
}

/** A reseller that the marketplace does not authorise gets the price and no discount information (DESIGN §8). */
function visibilityFor(actor: Actor, settings: DiscountSettings): "full" | "hidden" {
  if (actor.type === "system" || actor.account.kind !== "reseller") return "full";
  return mayConsoleSee(settings.tiers, actor.account.id) ? "full" : "hidden";
}
