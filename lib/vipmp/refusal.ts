import { z } from "zod";
import type { RefusalReason } from "@/lib/domain/discount-refusal";

/** What upstream said when it refused a call, as far as it can be read. */
export type UpstreamFailure = {
  /** The HTTP status. */
  status: number;
  /** Upstream's own code ("2141"), or null when the body holds none. */
  code: string | null;
  message: string;
  details: string[];
  /** The `extLineItemNumber` it names, or null. */
  line: number | null;
  /** The reason it names ("NOT_FOUND"), or null. */
  reason: string | null;
};

const text = z.union([z.string(), z.number()]).transform(String);
const errorBody = z.object({
  code: text.optional(),
  error_code: text.optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
  message: z.string().optional(),
  additionalDetails: z.union([z.array(z.unknown()), z.string()]).optional(),
});

/** Reads an error answer of any of the known shapes; never throws (vipmp reference §2.3). */
export function parseFailure(status: number, body: unknown): UpstreamFailure {
  const parsed = errorBody.safeParse(body);
  const found = parsed.success ? parsed.data : {};
  const details = [found.additionalDetails ?? []]
    .flat()
    .map((detail) => (typeof detail === "string" ? detail : JSON.stringify(detail)));
  const all = details.join("\n");
  const line = /line\s*item:?\s*(\d{1,6})/i.exec(all)?.[1];
  return {
    status,
    code: found.code ?? found.error_code ?? found.error ?? null,
    message: found.message ?? found.error_description ?? `The discount service answered ${status}.`,
    details,
    line: line === undefined ? null : Number(line),
    reason: /reason:?\s*(.+)/i.exec(all)?.[1]?.trim() ?? null,
  };
}

/** A refusal of one code: which line it was on (null when upstream does not say) and our stable reason for it. */
export type LineRefusal = { line: number | null; reason: RefusalReason; words: string };

const reasonByCode: Readonly<Record<string, RefusalReason>> = {
  "2141": "not_qualified",
  "2142": "already_used",
  "2144": "not_combinable",
  "2145": "item_not_covered",
  "2146": "unknown_code",
  "2147": "not_combinable",
  "2166": "not_qualified",
};

/** Upstream's vocabulary is open; what is not here keeps the reason of its code. */
const reasonByWords: readonly (readonly [RegExp, RefusalReason])[] = [
  [/ALREADY|REDEEMED|ONE_TIME_USE/i, "already_used"],
  [/SEGMENT/i, "segment_mismatch"],
  [/COUNTRY/i, "country_mismatch"],
  [/CURRENCY/i, "currency_mismatch"],
  [/EXPIRED|ENDED/i, "ended"],
  [/NOT_STARTED|FUTURE/i, "not_started"],
  [/AUTO_RENEWAL/i, "auto_renewal_off"],
  [/NOT_COVERED|INELIGIBLE_OFFER/i, "item_not_covered"],
];

/** The reason words that our own service gives with 2141; a client that knows the table reads them back exactly. */
export const refusalWords: Partial<Record<RefusalReason, string>> = {
  already_used: "ALREADY_REDEEMED",
  segment_mismatch: "MARKET_SEGMENT_MISMATCH",
  country_mismatch: "COUNTRY_MISMATCH",
  currency_mismatch: "CURRENCY_MISMATCH",
  ended: "EXPIRED",
  not_started: "NOT_STARTED",
  item_not_covered: "OFFER_NOT_COVERED",
  auto_renewal_off: "AUTO_RENEWAL_OFF",
};

/** The refused code's line and reason, or null when the failure is not about a discount code. */
export function codeRefusalOf(failure: UpstreamFailure): LineRefusal | null {
  const byCode = failure.code === null ? undefined : reasonByCode[failure.code];
  if (byCode === undefined) return null;
  const byWords =
    failure.code === "2141" && failure.reason !== null
      ? reasonByWords.find(([words]) => words.test(failure.reason ?? ""))?.[1]
      : undefined;
  const words = failure.reason === null ? failure.message : `${failure.message} (${failure.reason})`;
  return { line: failure.line, reason: byWords ?? byCode, words };
}

/** The sentence for people: which code, and upstream's own words. */
export function refusalSentence(code: string, words: string): string {
  return `${code} was refused by the discount service: ${words.replace(/\.$/, "")}.`;
}
