import { compareCodes, type DiscountTerms, discountStatus, hasReuse, reductionOf } from "./discount";
import type { UnitDiscount } from "./price-kernel";
import type { Segment } from "./states";

/** The stable reasons of API.md §3 for a code that is not applied. */
export const refusalReasons = [
  "type_disabled",
  "type_unsupported",
  "currency_mismatch",
  "country_mismatch",
  "segment_mismatch",
  "not_started",
  "ended",
  "already_used",
  "item_not_covered",
  "not_combinable",
  "not_qualified",
  "unknown_code",
  "auto_renewal_off",
  "not_in_order",
  "upstream_unavailable",
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** Why a code does not apply: a stable reason and a sentence for people. */
export type CodeRefusal = { reason: RefusalReason; message: string };

/** What a line asks of a discount. */
export type DiscountUse = {
  mpn: string;
  currency: string;
  /** The customer's, ISO 3166-1 alpha-2. */
  country: string;
  segment: Segment;
  at: Date;
  /** The marketplace's switches `flex_fixed_promotions_available` and `flex_percent_promotions_available`. */
  switches: { fixed: boolean; percent: boolean };
};

type Check = (terms: DiscountTerms, use: DiscountUse) => CodeRefusal | undefined;

// In the order of DESIGN §8.3; the first that fails is the one reported.
const checks: readonly Check[] = [
  refuseType,
  refuseCurrency,
  refuseCountry,
  refuseSegment,
  refuseDates,
  refuseItem,
  refuseValue,
];

/**
 * Why this discount cannot apply to this line, as far as its terms tell; such a code is never sent upstream (DESIGN §8.3).
 * Undefined when only a preview can tell. A reusable discount past its end is left to the preview: only upstream knows who used it.
 */
export function localRefusal(terms: DiscountTerms, use: DiscountUse): CodeRefusal | undefined {
  for (const check of checks) {
    const refusal = check(terms, use);
    if (refusal) return refusal;
  }
  return undefined;
}

/** What the terms come to for a line: a reduction to preview, or the refusal. */
export type LocalVerdict = { reduction: UnitDiscount } | { refusal: CodeRefusal };

/**
 * Judges terms for the lines of one order. What does not depend on the item is worked out once for each discount,
 * as the lines of an order mostly ask the same.
 */
export function createJudge(): (terms: DiscountTerms, use: DiscountUse) => LocalVerdict {
  const known = new Map<DiscountTerms, { use: DiscountUse; reduction: UnitDiscount }>();
  return (terms, use) => {
    const before = known.get(terms);
    const isKnown = before !== undefined && (before.use === use || asksTheSame(before.use, use));
    if (isKnown && !refuseItem(terms, use)) return before;
    const refusal = localRefusal(terms, use);
    if (refusal) return { refusal };
    const reduction = reductionOf(terms, use.country, use.currency);
    if (!reduction) return { refusal: unknownCode(terms.code) };
    const verdict = { use, reduction };
    known.set(terms, verdict);
    return verdict;
  };
}

function asksTheSame(a: DiscountUse, b: DiscountUse): boolean {
  return (
    a.country === b.country &&
    a.currency === b.currency &&
    a.segment === b.segment &&
    a.at.getTime() === b.at.getTime() &&
    a.switches.fixed === b.switches.fixed &&
    a.switches.percent === b.switches.percent
  );
}

/**
 * Of several discounts with one code (another year, another vendor) the one that comes closest to applying:
 * it fails the latest check, or none. Ties go to the later start, then to the smaller id.
 */
export function closestTerms(
  sameCode: readonly DiscountTerms[],
  use: DiscountUse,
): DiscountTerms | undefined {
  if (sameCode.length <= 1) return sameCode[0];
  const ranked = sameCode.map((terms) => ({ terms, passed: checksPassed(terms, use) }));
  ranked.sort((a, b) => b.passed - a.passed || laterFirst(a.terms, b.terms) || byIdentity(a.terms, b.terms));
  return ranked[0]?.terms;
}

function checksPassed(terms: DiscountTerms, use: DiscountUse): number {
  const failed = checks.findIndex((check) => check(terms, use) !== undefined);
  return failed < 0 ? checks.length : failed;
}

function laterFirst(a: DiscountTerms, b: DiscountTerms): number {
  return (b.startAt?.getTime() ?? 0) - (a.startAt?.getTime() ?? 0);
}

function byIdentity(a: DiscountTerms, b: DiscountTerms): number {
  return compareCodes(a.id ?? "", b.id ?? "") || compareCodes(a.code, b.code);
}

function refuseType({ code, type }: DiscountTerms, { switches }: DiscountUse): CodeRefusal | undefined {
  if (type === "FIXED_PRICE") {
    return refuse(
      "type_unsupported",
      `${code} sets a fixed price (FIXED_PRICE); that type is not supported.`,
    );
  }
  if (type === "OTHER") {
    return refuse(
      "type_unsupported",
      `${code} is neither a percentage nor a fixed amount; it is not supported.`,
    );
  }
  const [word, allowed] =
    type === "FIXED_DISCOUNT" ? ["Fixed", switches.fixed] : ["Percentage", switches.percent];
  if (allowed) return undefined;
  return refuse("type_disabled", `${word} discounts such as ${code} are switched off for this marketplace.`);
}

function refuseCurrency(terms: DiscountTerms, { currency }: DiscountUse): CodeRefusal | undefined {
  if (terms.type !== "FIXED_DISCOUNT" || terms.values.some((value) => value.currency === currency)) {
    return undefined;
  }
  const given = [...new Set(terms.values.map((value) => value.currency))];
  const hint = given.length > 0 ? ` It is given in ${listed(given)}.` : "";
  return refuse("currency_mismatch", `${terms.code} has no amount in ${currency}.${hint}`);
}

function refuseCountry(terms: DiscountTerms, { country, currency }: DiscountUse): CodeRefusal | undefined {
  const { code, countries } = terms;
  if (countries.length > 0 && !countries.includes(country)) {
    return refuse("country_mismatch", `${code} is not for ${country}; it is for ${listed(countries)}.`);
  }
  if (terms.type !== "FIXED_DISCOUNT") return undefined;
  const inCurrency = terms.values.filter((value) => value.currency === currency);
  if (inCurrency.some((value) => value.country === country)) return undefined;
  const given = listed(inCurrency.map((value) => value.country));
  return refuse(
    "country_mismatch",
    `${code} has an amount in ${currency} for ${given}, none for ${country}.`,
  );
}

const segmentWords: Record<Segment, string> = { COM: "commercial", EDU: "education", GOV: "government" };

function refuseSegment({ code, segments }: DiscountTerms, { segment }: DiscountUse): CodeRefusal | undefined {
  if (segments.length === 0 || segments.includes(segment)) return undefined;
  const meant = listed(segments.map((one) => segmentWords[one]));
  return refuse(
    "segment_mismatch",
    `${code} is for ${meant} customers; this one is ${segmentWords[segment]}.`,
  );
}

function refuseDates(terms: DiscountTerms, { at }: DiscountUse): CodeRefusal | undefined {
  const status = discountStatus(terms, at);
  if (status === "scheduled" && terms.startAt) {
    return refuse("not_started", `${terms.code} starts on ${dayOf(terms.startAt)}.`);
  }
  if (status === "ended" && terms.endAt && !hasReuse(terms, at)) {
    return refuse("ended", `${terms.code} ended on ${dayOf(terms.endAt)}.`);
  }
  return undefined;
}

function refuseItem({ code, items }: DiscountTerms, { mpn }: DiscountUse): CodeRefusal | undefined {
  if (items.length === 0 || items.includes(mpn)) return undefined;
  return refuse("item_not_covered", `${code} does not cover ${mpn}.`);
}

function refuseValue(terms: DiscountTerms, { country, currency }: DiscountUse): CodeRefusal | undefined {
  if (reductionOf(terms, country, currency)) return undefined;
  return refuse("type_unsupported", `${terms.code} states no value that can be applied.`);
}

function refuse(reason: RefusalReason, message: string): CodeRefusal {
  return { reason, message };
}

/** A code that nothing is known of. */
export function unknownCode(code: string): CodeRefusal {
  return refuse("unknown_code", `There is no discount with the code ${code}.`);
}

/** A code selected for an MPN that the order does not have. */
export function notInOrder(code: string, mpn: string): CodeRefusal {
  return refuse("not_in_order", `${code} was selected for ${mpn}, which is not in this order.`);
}

/** A code typed for a line of a change whose quantity stays as it is. */
export function codeOnUnchanged(code: string, mpn: string): CodeRefusal {
  return refuse("not_in_order", `${code} was typed for ${mpn}, whose quantity does not change.`);
}

/** A renewal discount while auto-renewal is off (DESIGN §8, Lifecycle). */
export function autoRenewalOff(code: string): CodeRefusal {
  return refuse("auto_renewal_off", `${code} needs auto-renewal, which is off for this subscription.`);
}

/** A code that could not be checked because upstream did not answer. */
export function upstreamUnavailable(code: string): CodeRefusal {
  return refuse("upstream_unavailable", `${code} could not be checked: the discount service did not answer.`);
}

/** A code whose single redemption is spent. */
export function alreadyUsed(code: string): CodeRefusal {
  return refuse("already_used", `${code} has already been used.`);
}

function listed(words: readonly string[]): string {
  const shown = words.slice(0, 5).join(", ");
  return words.length > 5 ? `${shown} and ${words.length - 5} more` : shown;
}

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** The UTC calendar day for a sentence: 7 March 2026. */
function dayOf(instant: Date): string {
  return `${instant.getUTCDate()} ${months[instant.getUTCMonth()]} ${instant.getUTCFullYear()}`;
}
