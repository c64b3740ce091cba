import { sql } from "drizzle-orm";
import {
  type DiscountType,
  discountTypes,
  type Redemption,
  redemptions,
  type Segment,
} from "../../lib/domain/states";
import { bool, check, index, instant, integer, json, primaryKey, table, text } from "../columns";
import { account } from "./accounts";
import { oneOf, tracked } from "./shared";

/** A fixed amount for one country and currency, as a plain decimal. */
export type DiscountValue = { country: string; currency: string; value: string };

export const flexibleDiscount = table(
  "flexible_discount",
  {
    /** A UUID. */
    id: text().primaryKey(),
    vendorId: text()
      .notNull()
      .references(() => account.id),
    name: text().notNull(),
    description: text(),
    code: text().notNull(),
    /** The code without ASCII case: what look-ups compare. */
    codeKey: text().notNull(),
    category: text().$type<"STANDARD" | "INTRO">().notNull(),
    type: text().$type<DiscountType>().notNull(),
    /** Only for a percentage: a plain decimal, 0 < value ≤ 100. */
    percent: text(),
    /** Only for a fixed amount. */
    values: json<DiscountValue[]>().notNull(),
    startAt: instant().notNull(),
    /** Live for startAt ≤ t ≤ endAt; null has no end. */
    endAt: instant(),
    segments: json<Segment[]>().notNull(),
    countries: json<string[]>().notNull(),
    /** MPNs; empty covers all products of the vendor. */
    items: json<string[]>().notNull(),
    redemption: text().$type<Redemption>().notNull(),
    reusableUntil: instant(),
    closed: bool().notNull(),
    codeExpiry: instant(),
    ...tracked(),
  },
  (t) => [
    index("flexible_discount_vendor").on(t.vendorId, t.startAt),
    index("flexible_discount_code").on(t.codeKey),
    oneOf("flexible_discount_type", "type", discountTypes),
    oneOf("flexible_discount_redemption", "redemption", redemptions),
    check("flexible_discount_value", sql.raw(`("type" = 'PERCENTAGE_DISCOUNT') = ("percent" is not null)`)),
  ],
);

/**
 * What could still change of a discount once it had been live, from an instant on: past questions are answered with the
 * values of their day. The newest row equals the discount.
 */
export const flexibleDiscountTerms = table(
  "flexible_discount_terms",
  {
    discountId: text()
      .notNull()
      .references(() => flexibleDiscount.id, { onDelete: "cascade" }),
    from: instant().notNull(),
    name: text().notNull(),
    description: text(),
    endAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.discountId, t.from] })],
);

/** A client of the discount service: belongs to one distributor. */
export const discountClient = table("discount_client", {
  clientId: text().primaryKey(),
  secretHash: text().notNull(),
  distributorId: text()
    .notNull()
    .references(() => account.id),
  createdAt: instant().notNull(),
});

/** A customer as the discount service knows it; a placeholder stands in for customers that have not ordered yet. */
export const discountCustomer = table(
  "discount_customer",
  {
    id: text().primaryKey(),
    distributorId: text()
      .notNull()
      .references(() => account.id),
    /** Null for a placeholder. */
    tierAccountId: text(),
    companyName: text().notNull(),
    segment: text().$type<Segment>().notNull(),
    country: text().notNull(),
    /** The volume level of licences, 01 to 04. */
    level: text().notNull().default("01"),
    /** YYYY-MM-DD; null before its first order. */
    cotermDate: text(),
    revision: integer().notNull().default(1),
    createdAt: instant().notNull(),
  },
  (t) => [index("discount_customer_distributor").on(t.distributorId, t.segment, t.country)],
);
