import { database } from "@/db/client";
import { findMarketplaces } from "@/db/marketplaces";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import type { CheckoutOrder } from "../../domain/checkout";
import { type CheckoutAnswer, type CheckoutResult, presentCheckout } from "../../domain/checkout-answer";
import type { OrderAsk, RejectedCode } from "../../domain/discount-candidates";
import { choose } from "../../domain/discount-choice";
import { type DiscountSettings, mayConsoleSee } from "../../domain/discount-parameters";
import { codeOnUnchanged } from "../../domain/discount-refusal";
import { type DomainError, isDomainError } from "../../domain/errors";
import { everything } from "../../domain/rql";
import { parseOfferId } from "../../vipmp/offer-id";
import { placeholderId } from "../../vipmp/placeholder";
import { clock, systemActor } from "../context";
import { discountSettings } from "../marketplaces/parameters";
import { type Upstream, upstreamFor } from "../upstream";
import { type WantedLine, wantedLines } from "./items";
import { type Gathered, gather } from "./known-discounts";
import {
  distributorUnits,
  orderLevel,
  type PricedLine,
  priceLines,
  pricerBy,
  unitsFor,
  volumeOf,
} from "./lines";
import { noticesOf } from "./notices";
import { loadParties, type Parties } from "./parties";
import { type Settled, settleAlone, settleUpstream } from "./settle";
import { storedCodes } from "./stored-codes";
import { anniversaryOf, prorationAt, readUpstreamCustomer, type UpstreamCustomer } from "./terms";

/** A priced order with everything that placing it needs; `result` holds the amounts that the actor may see. */
export type Checkout = {
  parties: Parties;
  lines: readonly PricedLine[];
  result: CheckoutResult;
  /** `hidden` for a reseller that the marketplace does not authorise. */
  visibility: "full" | "hidden";
  /** The customer's id at upstream, or its placeholder's. */
  upstreamCustomerId: string;
  /** Null when upstream answered all that was asked. */
  failure: DomainError | null;
};

/** What an order will cost, as `POST /checkout/preview` answers it (API.md §3). Writes nothing. */
export async function previewCheckout(actor: Actor, order: CheckoutOrder): Promise<CheckoutAnswer> {
  authorise(actor, "checkout:preview");
  const { result, visibility } = await checkOut(actor, order, clock.now());
  return presentCheckout(result, visibility);
}

type World = {
  actor: Actor;
  order: CheckoutOrder;
  parties: Parties;
  settings: DiscountSettings;
  at: Date;
  /** Another instant than now, at which an external upstream cannot be asked. */
  isAsOf: boolean;
  upstream: Upstream | null;
  failure: DomainError | null;
  known: UpstreamCustomer | null;
};

/**
 * Prices an order by DESIGN §8, steps 1 to 7. Whether the actor may is the caller's check.
 * @throws DomainError `not_found` outside the actor's scope, `invalid` naming the field, `wrong_state`, `limit`
 */
export async function checkOut(actor: Actor, order: CheckoutOrder, now: Date): Promise<Checkout> {
  const parties = await loadParties(actor, order);
  const world = await worldOf(actor, order, parties, now);
  const { at, known } = world;
  const anniversary = await anniversaryOf(parties, known, at);
  const { lines: wanted, unchanged } = await wantedLines(order, parties, at);
  const terms = { at, proration: prorationAt(anniversary, at) };
  const lines = await priceLines(wanted, order, parties, terms);
  const level = orderLevel(lines, known?.level ?? "01");
  const gathered = await gatherFor(world, lines);
  const upstreamCustomerId = customerIdOf(parties, anniversary);
  const settled = await settle(world, { lines, gathered, level, upstreamCustomerId });
  const granted = grantedLevel(settled, lines) ?? level;
  const visibility = visibilityFor(actor, world.settings);
  const pricerOf = pricerBy(lines, parties.currency, (line) => unitsFor(actor, line, parties, granted));
  const choices = choose(settled.state, pricerOf);
  const isDistributor = actor.type === "system" || actor.account.kind !== "reseller";
  const failure = world.failure ?? gathered.failure ?? settled.failure;
  const result: CheckoutResult = {
    at,
    currency: parties.currency,
    discovery: gathered.discovery,
    lines: lines.map((line, index) => {
      const { id, mpn, name } = line.price.item;
      const { quantity, change, days, daysInTerm } = line;
      const choice = choices[index];
      if (!choice) throw new Error(`The line ${line.key} has no choice`);
      const volume = isDistributor ? volumeOf(line, granted) : null;
      return { item: { id, mpn, name }, quantity, change, days, daysInTerm, volume, choice };
    }),
    codes: [...gathered.codes, ...codesOf(unchanged)],
    notices: noticesOf({ world, failure, settled, lines, level: granted, isDistributor }),
  };
  return { parties, lines, result, visibility, upstreamCustomerId, failure };
}

async function worldOf(actor: Actor, order: CheckoutOrder, parties: Parties, now: Date): Promise<World> {
  const { marketplace, customer } = parties;
  const settings = await discountSettings(database(), scopeOf(actor), marketplace.id);
  const at = order.at ?? now;
  const base = { actor, order, parties, settings, at, isAsOf: at.getTime() !== now.getTime() };
  try {
    const upstream = await upstreamFor(marketplace);
    const id = customer.vipmpCustomerId;
    const known = id === null ? null : await readUpstreamCustomer(upstream.client, id);
    return { ...base, upstream, known, failure: null };
  } catch (error) {
    if (!isDomainError(error) || error.code !== "upstream") throw error;
    return { ...base, upstream: null, known: null, failure: error };
  }
}

async function gatherFor(world: World, lines: readonly PricedLine[]): Promise<Gathered> {
  const { parties, settings, at, upstream, order, failure } = world;
  const { customer, currency, marketplace } = parties;
  const stored = storedCodes(parties.asset);
  const switches = { fixed: settings.fixed, percent: settings.percent };
  const { country, segment } = customer;
  const ask: OrderAsk = {
    lines: lines.map(({ key, item: { mpn }, typed }) => ({
      key,
      use: { mpn, currency, country, segment, at, switches },
      typed,
      stored: stored.get(mpn) ?? null,
    })),
    selected: order.selected,
    autoApply: settings.autoApply,
  };
  const source = upstream?.client ?? { flexDiscounts: () => Promise.reject(failure) };
  const options = callOptions(world);
  const countries = await countriesServed(marketplace.distributorId);
  return gather(source, ask, { segment, country, countries, at, options });
}

/** Where a code may be known: all countries that the distributor's marketplaces serve (API.md §6). */
async function countriesServed(distributorId: string): Promise<string[]> {
  const scope = scopeOf({
    ...systemActor,
    type: "user",
    account: { id: distributorId, kind: "distributor", name: "" },
  });
  const { rows } = await findMarketplaces(database(), scope, { ...everything, limit: 1000 });
  return [...new Set(rows.flatMap(({ countries }) => countries))].sort();
}

/** Our own service in process can be asked about another instant; an external one cannot. */
function callOptions({ isAsOf, upstream, at }: Pick<World, "isAsOf" | "upstream" | "at">) {
  return isAsOf && upstream?.kind === "embedded" ? { at } : {};
}

type Asked = { lines: readonly PricedLine[]; gathered: Gathered; level: string; upstreamCustomerId: string };

async function settle(world: World, { lines, gathered, level, upstreamCustomerId }: Asked): Promise<Settled> {
  const { upstream, parties, order, isAsOf } = world;
  const { currency } = parties;
  if (!upstream || (isAsOf && upstream.kind === "external")) {
    const pricerOf = pricerBy(lines, currency, (line) => distributorUnits(line, parties, level));
    return settleAlone(gathered.lines, pricerOf);
  }
  const renews = order.type === "renew" || order.scheduledForRenewal;
  return settleUpstream(upstream.client, gathered.lines, lines, {
    customerId: upstreamCustomerId,
    currency,
    kind: renews ? "PREVIEW_RENEWAL" : "PREVIEW",
    level,
    options: callOptions(world),
  });
}

function customerIdOf({ customer }: Parties, anniversary: string | null): string {
  const { vipmpCustomerId, segment, country } = customer;
  return vipmpCustomerId ?? placeholderId({ segment, country, anniversary });
}

/** The level that upstream granted to the licences of the order; undefined when it was not asked. */
function grantedLevel({ answer }: Settled, lines: readonly PricedLine[]): string | undefined {
  const index = lines.findIndex(({ item }) => item.type === "reservation");
  const line = answer?.lines.find(({ extLineItemNumber }) => extLineItemNumber === index + 1);
  return line ? parseOfferId(line.offerId)?.level : undefined;
}

function visibilityFor(actor: Actor, { tiers }: DiscountSettings): "full" | "hidden" {
  if (actor.type === "system" || actor.account.kind !== "reseller") return "full";
  return mayConsoleSee(tiers, actor.account.id) ? "full" : "hidden";
}

/** Codes typed for lines that are not paid for belong to no line. */
function codesOf(unchanged: readonly WantedLine[]): RejectedCode[] {
  return unchanged.flatMap(({ typed, item }) =>
    typed ? [{ code: typed, source: "typed" as const, ...codeOnUnchanged(typed, item.mpn) }] : [],
  );
}
