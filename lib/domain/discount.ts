import { printDecimal, trimDecimal } from "./decimal";
import { readAmount } from "./money-text";
import type { UnitDiscount } from "./price-kernel";
import type { DiscountType, Redemption, Segment } from "./states";

/** What a discount does. Of these upstream types only the first two can be applied; the rest are reported (DESIGN §8). */
export type TermsType = DiscountType | "FIXED_PRICE" | "OTHER";

/** A fixed amount for one country and currency, as a plain decimal. */
export type DiscountValue = { country: string; currency: string; value: string };

/**
 * What is known of a discount wherever it comes from: enough to refuse it, to price it and to report it.
 * Live for `startAt <= t <= endAt`; a missing end has no end. Empty `segments`, `countries` and `items` mean all.
 */
export type DiscountTerms = {
  /** Null for a closed discount, whose id upstream does not tell. */
  id: string | null;
  code: string;
  type: TermsType;
  /** Only for a percentage: a plain decimal, 0 < value ≤ 100, at most four decimals. */
  percent: string | null;
  values: readonly DiscountValue[];
  startAt: Date | null;
  endAt: Date | null;
  segments: readonly Segment[];
  countries: readonly string[];
  /** MPNs. */
  items: readonly string[];
  /** A customer that used it before its end may use it again until then. */
  reusableUntil: Date | null;
};

export const discountCategories = ["STANDARD", "INTRO"] as const;
export type DiscountCategory = (typeof discountCategories)[number];

/** A discount that a vendor manages here (DESIGN §8, API.md §3). */
export type FlexibleDiscount = DiscountTerms & {
  id: string;
  name: string;
  description: string | null;
  type: DiscountType;
  startAt: Date;
  redemption: Redemption;
  category: DiscountCategory;
  /** Not listed; found only by its exact code. */
  closed: boolean;
  /** Only for a closed one: after it the code finds nothing. */
  codeExpiry: Date | null;
};

/** A code as it is compared: trimmed and without ASCII case (DESIGN §8.2). Other letters keep their case. */
export function codeKey(code: string): string {
  return code.trim().replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

/** Order of the UTF-8 bytes of two codes, for `sort` (DESIGN §8.4). */
export function compareCodes(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (left !== right) return byteRank(left) - byteRank(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for characters beyond U+FFFF, whose UTF-8 bytes come after those of all other units. */
function byteRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** The amount that applies to a customer of `country` in an order in `currency`, or undefined when there is none. */
export function valueFor(terms: DiscountTerms, country: string, currency: string): DiscountValue | undefined {
  return terms.values.find((value) => value.country === country && value.currency === currency);
}

/**
 * What the discount takes off each unit in that country and currency; undefined when it cannot be applied there:
 * no amount given, an unsupported type, or a value that is not above zero (or, of a percentage, above 100).
 */
export function reductionOf(
  terms: DiscountTerms,
  country: string,
  currency: string,
): UnitDiscount | undefined {
  if (terms.type === "PERCENTAGE_DISCOUNT") {
    const percent = terms.percent === null ? undefined : decimalOf(terms.percent);
    const tooMuch = percent && percent.units > 100n * 10n ** BigInt(percent.scale);
    return percent && !tooMuch ? { kind: "percent", percent } : undefined;
  }
  if (terms.type !== "FIXED_DISCOUNT") return undefined;
  const value = valueFor(terms, country, currency);
  const amount = value && decimalOf(value.value);
  return amount ? { kind: "fixed", amount } : undefined;
}

function decimalOf(text: string): { units: bigint; scale: number } | undefined {
  const point = text.indexOf(".");
  const scale = point < 0 ? 0 : text.length - point - 1;
  const reading = readAmount(text, scale);
  return "refusal" in reading || reading.units === 0n ? undefined : { units: reading.units, scale };
}

/** The percentage or amount without trailing zeros, as answers print it: "10", "12.5". */
export function printReduction(reduction: UnitDiscount): string {
  const { units, scale } = reduction.kind === "percent" ? reduction.percent : reduction.amount;
  return trimDecimal(printDecimal(units, scale));
}

const discountStatuses = ["scheduled", "live", "ended"] as const;
export type DiscountStatus = (typeof discountStatuses)[number];

type StatusLook = {
  word: string;
  tone: "neutral" | "info" | "success" | "warning" | "danger";
  explanation: string;
};

/** How each status is shown. */
export const discountStates: Record<DiscountStatus, StatusLook> = {
  scheduled: {
    word: "Scheduled",
    tone: "info",
    explanation: "Its start is still to come; everything can change.",
  },
  live: {
    word: "Live",
    tone: "success",
    explanation: "It can be used now; only name, description and end can change.",
  },
  ended: { word: "Ended", tone: "neutral", explanation: "Its end has passed; new orders cannot use it." },
};

/** Where a discount stands at an instant: live for start <= t <= end, both inclusive (DESIGN §4). */
export function discountStatus(terms: Pick<DiscountTerms, "startAt" | "endAt">, at: Date): DiscountStatus {
  if (terms.startAt !== null && at < terms.startAt) return "scheduled";
  if (terms.endAt !== null && at > terms.endAt) return "ended";
  return "live";
}

/** Was it ever live up to and including `now`? From then on only name, description and end can change (DESIGN §8). */
export function hasBeenLive(terms: Pick<DiscountTerms, "startAt">, now: Date): boolean {
  return terms.startAt === null || terms.startAt <= now;
}

/** Past its end, but a customer that used it may still use it again at `at`. */
export function hasReuse(terms: Pick<DiscountTerms, "reusableUntil">, at: Date): boolean {
  return terms.reusableUntil !== null && at <= terms.reusableUntil;
}
