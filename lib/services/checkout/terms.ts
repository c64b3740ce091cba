import { z } from "zod";
import { findAssetsOfCustomer } from "@/db/assets";
import { database } from "@/db/client";
import { scopeOf } from "../../domain/access";
import {
  anniversaryAfter,
  type IsoDate,
  isoDate,
  type Proration,
  prorate,
  termOf,
  yearsLater,
} from "../../domain/proration";
import type { VipmpClient } from "../../vipmp/client";
import { systemActor } from "../context";
import type { Parties } from "./parties";

/** What upstream keeps of a customer since its first order. */
export type UpstreamCustomer = { level: string; cotermDate: string | null };

const answer = z.object({
  discounts: z.array(z.object({ offerType: z.string(), level: z.string().regex(/^\d\d$/) })).catch([]),
  cotermDate: z.iso.date().nullable().catch(null),
});

/** The customer's volume level and anniversary as upstream knows them. @throws DomainError `upstream` */
export async function readUpstreamCustomer(
  client: Pick<VipmpClient, "send">,
  customerId: string,
): Promise<UpstreamCustomer> {
  const found = answer.safeParse(await client.send("GET", `/v3/customers/${encodeURIComponent(customerId)}`));
  const { discounts, cotermDate } = found.success ? found.data : { discounts: [], cotermDate: null };
  const licence = discounts.find(({ offerType }) => offerType === "LICENSE");
  return { level: licence?.level ?? "01", cotermDate };
}

/**
 * When the customer's term ends, as it was known at the instant: that of the subscription, else of the customer at upstream,
 * else of any active subscription of the customer; null before its first order (DESIGN §3).
 */
export async function anniversaryOf(
  { asset, customer }: Pick<Parties, "asset" | "customer">,
  known: UpstreamCustomer | null,
  at: Date,
): Promise<IsoDate | null> {
  const today = isoDate(at.getTime());
  const own = asset?.anniversary ?? known?.cotermDate;
  if (own) return around(own, today);
  // Everybody who may order for the customer gets the same anniversary, also a reseller that sees only some of them.
  const held = await findAssetsOfCustomer(database(), scopeOf(systemActor), customer.id);
  const active = held.find((one) => one.status === "active" && (one.activatedAt ?? one.createdAt) <= at);
  return active ? around(active.anniversary, today) : null;
}

/** The anniversary of the term that holds the day: later or, for a question about the past, earlier by whole years. */
function around(anniversary: IsoDate, today: IsoDate): IsoDate {
  let end = anniversaryAfter(anniversary, today);
  while (today < termOf(end).start) end = yearsLater(end, -1);
  return end;
}

/** The days that a purchase or added quantity pays for at the instant. */
export function prorationAt(anniversary: IsoDate | null, at: Date): Proration {
  return prorate(anniversary, isoDate(at.getTime()));
}
