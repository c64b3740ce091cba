import { z } from "zod";
import {
  codeKey,
  type DiscountCategory,
  type DiscountTerms,
  type DiscountValue,
  discountCategories,
  discountStatus,
  type FlexibleDiscount,
  hasReuse,
  type TermsType,
} from "@/lib/domain/discount";
import { type Segment, segments } from "@/lib/domain/states";
import { mpnOf, offerIdOf } from "./offer-id";
import { type PageRequest, pageRequest } from "./paging";
import { decimalText, wireInstant, wireTimestamp } from "./wire";

const outcomeTypes = { PERCENTAGE_DISCOUNT: true, FIXED_DISCOUNT: true, FIXED_PRICE: true } as const;

/** Absent and unreadable fields alike are undefined: closed codes and older servers leave many out. */
const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const wireDiscount = z.object({
  id: maybe(z.string()),
  code: z.string().trim().min(1),
  startDate: z.unknown().optional(),
  endDate: z.unknown().optional(),
  discountLockEndDate: z.unknown().optional(),
  codeExpiryDate: z.unknown().optional(),
  qualification: maybe(z.object({ baseOfferIds: maybe(z.array(z.string())) })),
  outcomes: maybe(
    z.array(
      z.object({
        type: z.string(),
        discountValues: maybe(
          z.array(
            z.object({
              country: maybe(z.string()),
              currency: maybe(z.string()),
              value: z.unknown().optional(),
            }),
          ),
        ),
      }),
    ),
  ),
});
type WireOutcome = NonNullable<z.output<typeof wireDiscount>["outcomes"]>[number];

/**
 * Reads a discount, closed ones included, as found for a segment and country; null when it has not even a code.
 * Base offers become MPNs; of another kind than the annual offer (intro, promotion) they stay as they are and cover nothing of ours.
 */
export function parseFlexDiscount(
  raw: unknown,
  found: { segment: Segment; country: string },
): DiscountTerms | null {
  const parsed = wireDiscount.safeParse(raw);
  if (!parsed.success) return null;
  const given = parsed.data;
  const [outcome, ...more] = given.outcomes ?? [];
  const type = outcome && more.length === 0 ? typeOf(outcome.type) : "OTHER";
  const percent =
    type === "PERCENTAGE_DISCOUNT" ? decimalText(outcome?.discountValues?.[0]?.value) : undefined;
  return {
    id: given.id ?? null,
    code: given.code,
    type,
    percent: percent ?? null,
    values: type === "FIXED_DISCOUNT" && outcome ? valuesOf(outcome, found.country) : [],
    startAt: wireInstant(given.startDate),
    endAt: wireInstant(given.endDate) ?? wireInstant(given.codeExpiryDate),
    segments: [found.segment],
    countries: [found.country],
    items: (given.qualification?.baseOfferIds ?? []).map((offerId) => mpnOf(offerId) ?? offerId),
    reusableUntil: wireInstant(given.discountLockEndDate),
  };
}

function typeOf(text: string): TermsType {
  if (text === "PERCENTAGE_DISCOUNT" || text === "FIXED_DISCOUNT") return text;
  return text in outcomeTypes ? "FIXED_PRICE" : "OTHER";
}

function valuesOf({ discountValues }: WireOutcome, country: string): DiscountValue[] {
  return (discountValues ?? []).flatMap((one) => {
    const value = decimalText(one.value);
    if (value === undefined || !one.currency) return [];
    return { country: one.country ?? country, currency: one.currency, value };
  });
}

/** One discount seen in several segments and countries is one discount for all of them. */
export function mergeSightings(seen: readonly DiscountTerms[]): DiscountTerms[] {
  const merged = new Map<string, DiscountTerms>();
  for (const terms of seen) {
    const key = terms.id ?? `code ${codeKey(terms.code)}`;
    const before = merged.get(key);
    merged.set(key, before ? mergeTwo(before, terms) : terms);
  }
  return [...merged.values()];
}

function mergeTwo(a: DiscountTerms, b: DiscountTerms): DiscountTerms {
  const values = [...a.values];
  for (const value of b.values) {
    if (!values.some((one) => one.country === value.country && one.currency === value.currency))
      values.push(value);
  }
  return {
    ...a,
    values,
    segments: [...new Set([...a.segments, ...b.segments])],
    countries: [...new Set([...a.countries, ...b.countries])],
  };
}

/** A vendor's discount as `/v3` answers it. A closed one shows its code, expiry, offers and outcome only. */
export function presentFlexDiscount(
  discount: FlexibleDiscount,
  { country, at }: { country: string | null; at: Date },
) {
  const shown = {
    qualification: { baseOfferIds: discount.items.map((mpn) => offerIdOf(mpn)) },
    outcomes: [{ type: discount.type, discountValues: presentValues(discount, country) }],
  };
  if (discount.closed) {
    const expiry = discount.codeExpiry ?? discount.endAt;
    return { code: discount.code, ...(expiry ? { codeExpiryDate: wireTimestamp(expiry) } : {}), ...shown };
  }
  const isReusable = discountStatus(discount, at) === "ended" && hasReuse(discount, at);
  return {
    id: discount.id,
    category: discount.category,
    code: discount.code,
    name: discount.name,
    description: discount.description ?? "",
    startDate: wireTimestamp(discount.startAt),
    ...(discount.endAt ? { endDate: wireTimestamp(discount.endAt) } : {}),
    status: isReusable ? "REUSABLE" : "ACTIVE",
    ...(discount.reusableUntil ? { discountLockEndDate: wireTimestamp(discount.reusableUntil) } : {}),
    ...shown,
  };
}

function presentValues(discount: FlexibleDiscount, country: string | null) {
  if (discount.type === "PERCENTAGE_DISCOUNT") return [{ value: Number(discount.percent) }];
  return discount.values
    .filter((one) => country === null || one.country === country)
    .map((one) => ({ country: one.country, currency: one.currency, value: Number(one.value) }));
}

/** What a look-up asks for (vipmp reference §3.1). */
export type FlexDiscountSearch = {
  segment: Segment;
  country: string;
  offerIds?: readonly string[];
  code?: string;
  id?: string;
  categories?: readonly DiscountCategory[];
  /** Ended ones too whose lock date is not past. */
  includeReusable?: boolean;
  startDate?: Date;
  endDate?: Date;
};

/** The query of a look-up. */
export function flexDiscountParams(search: FlexDiscountSearch): URLSearchParams {
  const params = new URLSearchParams({ "market-segment": search.segment, country: search.country });
  if (search.id) params.set("flex-discount-id", search.id);
  if (search.code) params.set("flex-discount-code", search.code);
  if (search.offerIds?.length) params.set("offer-ids", search.offerIds.join(","));
  if (search.categories?.length) params.set("categories", search.categories.join(","));
  if (search.includeReusable) params.set("include-eligible-reusable-discounts", "true");
  if (search.startDate) params.set("start-date", wireTimestamp(search.startDate));
  if (search.endDate) params.set("end-date", wireTimestamp(search.endDate));
  return params;
}

const optionalParams = [
  "categories",
  "offer-ids",
  "flex-discount-code",
  "include-eligible-reusable-discounts",
  "start-date",
  "end-date",
] as const;

export type ReadSearch = { search: FlexDiscountSearch; page: PageRequest };

/** Reads the query of a look-up at our own service; what is wrong is named for the details of error 1132. */
export function parseFlexDiscountParams(query: URLSearchParams): ReadSearch | { wrong: string[] } {
  const segment = segments.find((one) => one === query.get("market-segment"));
  const country = query.get("country") ?? "";
  const page = pageRequest(query, { usual: 20, most: 50 });
  const id = query.get("flex-discount-id");
  const named = (query.get("categories") ?? "").split(",").filter((one) => one !== "");
  const categories = discountCategories.filter((one) => named.includes(one));
  const dates = ["start-date", "end-date"].filter((name) => query.has(name) && !wireInstant(query.get(name)));
  const wrong = [
    ...(segment ? [] : ["market-segment"]),
    ...(/^[A-Z]{2}$/.test(country) ? [] : ["country"]),
    ...(page ? [] : ["limit, offset"]),
    ...(categories.length === new Set(named).size ? [] : ["categories"]),
    ...dates,
    ...(id !== null && (id.length > 40 || optionalParams.some((name) => query.has(name)))
      ? ["flex-discount-id"]
      : []),
  ];
  if (!segment || !page || wrong.length > 0) return { wrong };
  const offerIds = (query.get("offer-ids") ?? "").split(",").filter((one) => one !== "");
  const startDate = wireInstant(query.get("start-date"));
  const endDate = wireInstant(query.get("end-date"));
  const search = {
    segment,
    country,
    ...(id ? { id } : {}),
    ...(query.get("flex-discount-code") ? { code: query.get("flex-discount-code") ?? "" } : {}),
    ...(offerIds.length > 0 ? { offerIds } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    includeReusable: query.get("include-eligible-reusable-discounts") === "true",
    ...(startDate ? { startDate } : {}),
    ...(endDate ? { endDate } : {}),
  };
  return { search, page };
}
