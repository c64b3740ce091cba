import {
  type AssetStatus,
  assetStatuses,
  type Segment,
  segments,
  type TierType,
  tierTypes,
} from "../../lib/domain/states";
import { index, instant, integer, json, primaryKey, table, text } from "../columns";
import { account } from "./accounts";
import { marketplace } from "./listings";
import { item } from "./products";
import { oneOf, tracked } from "./shared";

export type ContactInfo = {
  address_line1: string;
  address_line2?: string;
  city: string;
  state?: string;
  postal_code: string;
  country: string;
  contact: {
    first_name: string;
    last_name: string;
    email: string;
    phone_number?: { country_code?: string; area_code?: string; phone_number?: string; extension?: string };
  };
};

/** A distributor's customer or reseller. */
export const tierAccount = table(
  "tier_account",
  {
    id: text().primaryKey(),
    distributorId: text()
      .notNull()
      .references(() => account.id),
    type: text().$type<TierType>().notNull(),
    name: text().notNull(),
    /** A customer's tier-1 reseller, or a tier-1 reseller's tier-2. */
    parentId: text(),
    segment: text().$type<Segment>().notNull(),
    /** ISO 3166-1 alpha-2. */
    country: text().notNull(),
    externalId: text(),
    externalUid: text(),
    taxId: text(),
    contactInfo: json<ContactInfo>().notNull(),
    /** Its id at the discount service, made at its first order. */
    vipmpCustomerId: text(),
    ...tracked(),
  },
  (t) => [
    index("tier_account_distributor").on(t.distributorId, t.name),
    index("tier_account_parent").on(t.parentId),
    oneOf("tier_account_type", "type", tierTypes),
    oneOf("tier_account_segment", "segment", segments),
  ],
);

/** A subscription of a customer on a marketplace. */
export const asset = table(
  "asset",
  {
    id: text().primaryKey(),
    distributorId: text().notNull(),
    marketplaceId: text()
      .notNull()
      .references(() => marketplace.id),
    productId: text().notNull(),
    customerId: text()
      .notNull()
      .references(() => tierAccount.id),
    tier1Id: text(),
    tier2Id: text(),
    currency: text().notNull(),
    status: text().$type<AssetStatus>().notNull(),
    /** The UTC calendar date on which it renews, YYYY-MM-DD. */
    anniversary: text().notNull(),
    /** The price list version it was sold at; kept until its renewal. */
    versionId: text().notNull(),
    params: json<unknown[]>().notNull(),
    activatedAt: instant(),
    ...tracked(),
  },
  (t) => [
    index("asset_distributor").on(t.distributorId, t.createdAt),
    index("asset_customer").on(t.customerId),
    index("asset_version").on(t.versionId),
    oneOf("asset_status", "status", assetStatuses),
  ],
);

export const assetItem = table(
  "asset_item",
  {
    assetId: text()
      .notNull()
      .references(() => asset.id, { onDelete: "cascade" }),
    itemId: text()
      .notNull()
      .references(() => item.id),
    quantity: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.assetId, t.itemId] })],
);
