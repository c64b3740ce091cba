import { database } from "@/db/client";
import { findItemsByMpn, findVendorDiscounts, withAllTermsAt } from "@/db/discount-service";
import type { DiscountRecord } from "@/db/flexible-discounts";
import { codeKey, hasReuse } from "../../domain/discount";
import {
  type FlexDiscountSearch,
  parseFlexDiscountParams,
  presentFlexDiscount,
} from "../../vipmp/flex-discounts";
import { mpnOf } from "../../vipmp/offer-id";
import { pageRequest, presentPage } from "../../vipmp/paging";
import { type Answer, Refusal } from "./answers";
import type { Call } from "./call";
import { customerOf } from "./customers";
import { marketplacesIn, vendorsOf } from "./market";

/** The vendors' discounts as they are, or as they were known at the instant asked about. */
export async function discountsOf(
  { at, isAsOf }: Pick<Call, "at" | "isAsOf">,
  vendorIds: string[],
  wanted: { codeKeys?: string[]; notEndedBefore?: Date },
): Promise<DiscountRecord[]> {
  const { notEndedBefore, codeKeys } = wanted;
  const codes = codeKeys ? { codeKeys } : {};
  if (!isAsOf) {
    return findVendorDiscounts(database(), {
      vendorIds,
      ...codes,
      ...(notEndedBefore ? { notEndedBefore } : {}),
    });
  }
  // Ends may have been others then: they are compared after the values of that day are known.
  const known = await findVendorDiscounts(database(), { vendorIds, ...codes });
  return withAllTermsAt(
    database(),
    known.filter(({ createdAt }) => createdAt <= at),
    at,
  );
}

/** `GET /v3/flex-discounts` (vipmp reference §3.1). @throws Refusal 1132 for a faulty query, 1178 for a country outside the contracts */
export async function searchDiscounts(call: Call): Promise<Answer> {
  const query = call.url.searchParams;
  const read = parseFlexDiscountParams(query);
  if ("wrong" in read) throw new Refusal("1132", read.wrong);
  const { search, page } = read;
  const vendorIds = vendorsOf(await marketplacesIn(call.caller.distributorId, search.country));
  if (vendorIds.length === 0) throw new Refusal("1178");
  const span = spanOf(search, call.at);
  const candidates = await discountsOf(call, vendorIds, {
    ...(search.code === undefined ? {} : { codeKeys: [codeKey(search.code)] }),
    ...(search.includeReusable ? {} : { notEndedBefore: span.from }),
  });
  const covers = await coverage(vendorIds, search.offerIds);
  const found = candidates.filter(
    (one) => isMeant(one, search) && isInSpan(one, span, search, call.at) && covers(one),
  );
  const shown = found.slice(page.offset, page.offset + page.limit);
  const body = presentPage(
    "flexDiscounts",
    shown.map((one) => presentFlexDiscount(one, { country: search.country, at: call.at })),
    { ...page, path: "/v3/flex-discounts", query, totalCount: found.length },
  );
  return { status: 200, body };
}

type Span = { from: Date; to: Date | null };

/**
 * Available at some time in the span. Without dates it begins now, so that future discounts are listed and ended ones are not;
 * the start date of today alone means those that are live (as clients of before 2026-05-11 send it).
 */
function spanOf({ startDate, endDate }: FlexDiscountSearch, at: Date): Span {
  const isToday = startDate !== undefined && dayOf(startDate) === dayOf(at);
  if (isToday && !endDate) return { from: at, to: at };
  return { from: startDate ?? at, to: endDate ?? null };
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

function isInSpan(one: DiscountRecord, { from, to }: Span, search: FlexDiscountSearch, at: Date): boolean {
  if (to !== null && one.startAt > to) return false;
  const end = endOf(one);
  return end === null || end >= from || (search.includeReusable === true && hasReuse(one, at));
}

/** A closed code also ends when it expires. */
export function endOf({ endAt, codeExpiry }: Pick<DiscountRecord, "endAt" | "codeExpiry">): Date | null {
  if (!endAt || !codeExpiry) return endAt ?? codeExpiry;
  return endAt < codeExpiry ? endAt : codeExpiry;
}

function isMeant(one: DiscountRecord, search: FlexDiscountSearch): boolean {
  const { segment, country, code, id, categories } = search;
  if (one.closed && code === undefined) return false;
  if (!one.segments.includes(segment)) return false;
  if (one.countries.length > 0 && !one.countries.includes(country)) return false;
  if (one.type === "FIXED_DISCOUNT" && !one.values.some((value) => value.country === country)) return false;
  if (code !== undefined && one.codeKey !== codeKey(code)) return false;
  if (id !== undefined && one.id !== id) return false;
  return !categories || categories.includes(one.category);
}

/** Which discounts cover any of the offers. One without items covers all products of its own vendor, and no other's. */
async function coverage(
  vendorIds: string[],
  offerIds: readonly string[] | undefined,
): Promise<(one: DiscountRecord) => boolean> {
  if (!offerIds) return () => true;
  const mpns = [...new Set(offerIds.flatMap((offerId) => mpnOf(offerId) ?? []))];
  const items = await findItemsByMpn(database(), vendorIds, mpns);
  const mpnsOf = Map.groupBy(items, ({ vendorId }) => vendorId);
  return (one) => {
    const own = mpnsOf.get(one.vendorId) ?? [];
    return one.items.length === 0 ? own.length > 0 : own.some(({ mpn }) => one.items.includes(mpn));
  };
}

/** `GET /v3/customers/{id}/flex-discounts`: the reusable discounts that the customer has used; none before its first order. */
export async function customerDiscounts(call: Call, customerId: string): Promise<Answer> {
  const query = call.url.searchParams;
  const page = pageRequest(query, { usual: 20, most: 50 });
  if (!page) throw new Refusal("1132", ["limit, offset"]);
  const customer = await customerOf(call.caller, customerId);
  const path = `/v3/customers/${encodeURIComponent(customer.id)}/flex-discounts`;
  return { status: 200, body: presentPage("flexDiscounts", [], { ...page, path, query, totalCount: 0 }) };
}
