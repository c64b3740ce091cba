import { codeKey, type DiscountTerms } from "../../domain/discount";
import {
  discoveryOf,
  gatherCandidates,
  type KnownDiscounts,
  namedCodes,
  type OrderAsk,
  type OrderCandidates,
  type RejectedCode,
} from "../../domain/discount-candidates";
import { type CodeRefusal, upstreamUnavailable } from "../../domain/discount-refusal";
import { DomainError, isDomainError } from "../../domain/errors";
import { type Segment, segments } from "../../domain/states";
import type { CallOptions, VipmpClient } from "../../vipmp/client";
import { mergeSightings } from "../../vipmp/flex-discounts";
import { offerIdOf } from "../../vipmp/offer-id";
import { refusalSentence } from "../../vipmp/refusal";

type Source = Pick<VipmpClient, "flexDiscounts">;

/** Where discounts are asked for: the customer's market, all countries that the distributor serves, and when. */
export type Market = {
  segment: Segment;
  country: string;
  countries: readonly string[];
  at: Date;
  options: CallOptions;
};

/** The candidates of an order; `failure` is what upstream said when it could not be asked. */
export type Gathered = OrderCandidates & { failure: DomainError | null };

/** Ended ones are told for a year, so that who tries an old campaign learns that it ended. */
const lookBack = 366 * 86_400_000;
const mostCodes = 200;
const inParallel = 8;

/**
 * Steps 1 to 3 of DESIGN §8: discovers and looks up what the order asks for and judges it. When upstream cannot be asked,
 * codes that the order names itself say so.
 * @throws DomainError `limit` when the order names too many codes
 */
export async function gather(source: Source, ask: OrderAsk, market: Market): Promise<Gathered> {
  const codes = namedCodes(ask);
  if (codes.length > mostCodes) {
    throw new DomainError(
      "limit",
      `The order names ${codes.length} discount codes; at most ${mostCodes} are allowed.`,
    );
  }
  try {
    const discovered = await discover(source, ask, market);
    const found = await inTurns(codes, (code) => lookUp(source, code, market));
    const known: KnownDiscounts = {
      discovered,
      lookedUp: mergeSightings(found.flatMap(({ discounts }) => discounts)),
    };
    const refusals = new Map(
      found.flatMap(({ code, refusal }) => (refusal ? [[codeKey(code), refusal]] : [])),
    );
    return {
      ...explained(gatherCandidates(ask, known), (code) => refusals.get(codeKey(code))),
      failure: null,
    };
  } catch (error) {
    if (!isDomainError(error) || error.code !== "upstream") throw error;
    const nothing = gatherCandidates(ask, { discovered: [], lookedUp: [] });
    return { ...explained(nothing, upstreamUnavailable), failure: error };
  }
}

/** Codes that nothing was found of get the better reason, where there is one. */
function explained(
  gathered: OrderCandidates,
  reasonOf: (code: string) => CodeRefusal | undefined,
): OrderCandidates {
  const better = (one: RejectedCode): RejectedCode =>
    one.reason === "unknown_code" ? { ...one, ...reasonOf(one.code) } : one;
  const lines = gathered.lines.map((line) => ({ ...line, rejected: line.rejected.map(better) }));
  return { ...gathered, lines };
}

async function discover(
  source: Source,
  ask: OrderAsk,
  { segment, country, at, options }: Market,
): Promise<DiscountTerms[]> {
  const lines = discoveryOf(ask) === "auto" ? ask.lines.filter(({ typed }) => typed === null) : [];
  if (lines.length === 0) return [];
  const offerIds = [...new Set(lines.map(({ use }) => offerIdOf(use.mpn)))];
  const startDate = new Date(at.getTime() - lookBack);
  const search = { segment, country, offerIds, startDate, includeReusable: true };
  return (await source.flexDiscounts(search, options)).discounts;
}

type LookedUp = { code: string; discounts: DiscountTerms[]; refusal: CodeRefusal | null };

/**
 * One code by its exact text, ended ones included. What the customer's own market does not know is looked for in the other
 * segments, then in the other countries, so that a wrong market can be told from a wrong code.
 */
async function lookUp(source: Source, code: string, market: Market): Promise<LookedUp> {
  const { segment, country, countries, options } = market;
  const startDate = new Date(0);
  const ask = (place: Place) =>
    source.flexDiscounts({ ...place, code, startDate, includeReusable: true }, options);
  const { discounts, refusal } = await ask({ segment, country });
  if (discounts.length > 0 || refusal) {
    const words = refusal && { reason: refusal.reason, message: refusalSentence(code, refusal.words) };
    return { code, discounts, refusal: words };
  }
  const others = segments.filter((one) => one !== segment);
  const abroad = countries.filter((one) => one !== country);
  const rings: Place[][] = [
    others.map((one) => ({ segment: one, country })),
    abroad.map((one) => ({ segment, country: one })),
    abroad.flatMap((one) => others.map((other) => ({ segment: other, country: one }))),
  ];
  for (const ring of rings) {
    const found = await inTurns(ring, (place) => ask(place).catch(nothingThere));
    const elsewhere = mergeSightings(found.flatMap((one) => one.discounts));
    if (elsewhere.length > 0) return { code, discounts: elsewhere, refusal: null };
  }
  return { code, discounts: [], refusal: null };
}

type Place = { segment: Segment; country: string };

/** A segment outside the distributor's contract has no discounts; an outage there does not matter either. */
function nothingThere(error: unknown): { discounts: DiscountTerms[] } {
  if (isDomainError(error) && error.code === "upstream") return { discounts: [] };
  throw error;
}

/** Runs the work on all, a few at a time, and answers in their order. */
async function inTurns<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < all.length; from += inParallel) {
    results.push(...(await Promise.all(all.slice(from, from + inParallel).map(work))));
  }
  return results;
}
