import { sql } from "drizzle-orm";
import {
  type Audience,
  audiences,
  type FeatureValueType,
  featureValueTypes,
  type OfferStatus,
  type OfferType,
  offerStatuses,
  offerTypes,
} from "../../lib/domain/states";
import { bool, check, index, instant, integer, json, primaryKey, table, text } from "../columns";
import { account } from "./accounts";
import { item, product } from "./products";
import { oneOf, tracked } from "./shared";

export const offer = table(
  "offer",
  {
    id: text().primaryKey(),
    vendorId: text()
      .notNull()
      .references(() => account.id),
    productId: text()
      .notNull()
      .references(() => product.id),
    name: text().notNull(),
    description: text(),
    type: text().$type<OfferType>().notNull(),
    audience: text().$type<Audience>(),
    status: text().$type<OfferStatus>().notNull(),
    /** The number of the latest version. */
    version: integer().notNull().default(1),
    /** The running number for the next child of any kind; never reused. */
    nextChild: integer().notNull().default(1),
    ...tracked(),
  },
  (t) => [
    index("offer_vendor").on(t.vendorId, t.name),
    index("offer_product").on(t.productId),
    oneOf("offer_status", "status", offerStatuses),
    oneOf("offer_type", "type", offerTypes),
    check(
      "offer_audience",
      sql.raw(`"audience" is null or "audience" in (${audiences.map((a) => `'${a}'`).join(", ")})`),
    ),
  ],
);

/** An immutable snapshot of the working copy; `snapshot` has the shape of lib/domain/offer.ts `OfferContent`. */
export const offerVersion = table(
  "offer_version",
  {
    offerId: text()
      .notNull()
      .references(() => offer.id, { onDelete: "cascade" }),
    number: integer().notNull(),
    public: bool().notNull(),
    changesDescription: text(),
    snapshot: json<unknown>().notNull(),
    ...tracked(),
  },
  (t) => [primaryKey({ columns: [t.offerId, t.number] })],
);

export const plan = table(
  "plan",
  {
    id: text().primaryKey(),
    offerId: text()
      .notNull()
      .references(() => offer.id, { onDelete: "cascade" }),
    name: text().notNull(),
    color: text().notNull(),
    description: text(),
    externalId: text(),
    periods: json<string[]>().notNull(),
    commitments: json<number[]>(),
    position: integer().notNull(),
    ...tracked(),
  },
  (t) => [index("plan_offer").on(t.offerId, t.position)],
);

export const featureGroup = table(
  "feature_group",
  {
    id: text().primaryKey(),
    offerId: text()
      .notNull()
      .references(() => offer.id, { onDelete: "cascade" }),
    name: text().notNull(),
    description: text(),
    position: integer().notNull(),
    ...tracked(),
  },
  (t) => [index("feature_group_offer").on(t.offerId, t.position)],
);

export const feature = table(
  "feature",
  {
    id: text().primaryKey(),
    offerId: text()
      .notNull()
      .references(() => offer.id, { onDelete: "cascade" }),
    groupId: text()
      .notNull()
      .references(() => featureGroup.id),
    name: text().notNull(),
    description: text(),
    position: integer().notNull(),
    ...tracked(),
  },
  (t) => [index("feature_offer").on(t.offerId, t.position)],
);

/** The cell of the comparison table: what a feature is in a plan. */
export const featureValue = table(
  "feature_value",
  {
    featureId: text()
      .notNull()
      .references(() => feature.id, { onDelete: "cascade" }),
    planId: text()
      .notNull()
      .references(() => plan.id, { onDelete: "cascade" }),
    type: text().$type<FeatureValueType>().notNull(),
    value: text(),
    unit: text(),
  },
  (t) => [
    primaryKey({ columns: [t.featureId, t.planId] }),
    oneOf("feature_value_type", "type", featureValueTypes),
  ],
);

/** A named line of an offer; per plan and period it resolves to a product item. */
export const offerItem = table(
  "offer_item",
  {
    id: text().primaryKey(),
    offerId: text()
      .notNull()
      .references(() => offer.id, { onDelete: "cascade" }),
    name: text().notNull(),
    description: text(),
    position: integer().notNull(),
    ...tracked(),
  },
  (t) => [index("offer_item_offer").on(t.offerId, t.position)],
);

export const inventory = table(
  "inventory",
  {
    offerItemId: text()
      .notNull()
      .references(() => offerItem.id, { onDelete: "cascade" }),
    planId: text()
      .notNull()
      .references(() => plan.id, { onDelete: "cascade" }),
    period: text().notNull(),
    itemId: text()
      .notNull()
      .references(() => item.id),
    min: integer().notNull(),
    /** Null is unlimited. */
    max: integer(),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.offerItemId, t.planId, t.period] })],
);
