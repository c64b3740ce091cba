import {
  type BindingSlot,
  type By,
  bindingSlots,
  type ContractStatus,
  contractStatuses,
  type ListingRequestState,
  type ListingRequestType,
  type ListingStatus,
  listingRequestStates,
  listingRequestTypes,
  listingStatuses,
} from "../../lib/domain/states";
import { index, instant, integer, json, primaryKey, table, text, uniqueIndex } from "../columns";
import { account } from "./accounts";
import { product } from "./products";
import { oneOf, tracked } from "./shared";

export const marketplace = table(
  "marketplace",
  {
    id: text().primaryKey(),
    distributorId: text()
      .notNull()
      .references(() => account.id),
    name: text().notNull(),
    description: text(),
    zone: text().notNull(),
    currency: text().notNull(),
    altCurrency1: text(),
    altCurrency2: text(),
    /** ISO 3166-1 alpha-2. */
    countries: json<string[]>().notNull(),
    /** Ids of the price columns that a listed price list must carry. */
    requiredColumns: json<string[]>().notNull(),
    ...tracked(),
  },
  (t) => [index("marketplace_distributor").on(t.distributorId, t.name)],
);

/** The four flexible discount parameters of a marketplace; absent rows have the default. */
export const marketplaceParameter = table(
  "marketplace_parameter",
  {
    marketplaceId: text()
      .notNull()
      .references(() => marketplace.id, { onDelete: "cascade" }),
    parameterId: text().notNull(),
    value: text().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.marketplaceId, t.parameterId] })],
);

/** Where a marketplace's discounts come from when not from the embedded service. The secret is encrypted and never shown. */
export const marketplaceConnector = table("marketplace_connector", {
  marketplaceId: text()
    .primaryKey()
    .references(() => marketplace.id, { onDelete: "cascade" }),
  baseUrl: text().notNull(),
  tokenUrl: text().notNull(),
  clientId: text().notNull(),
  secret: text().notNull(),
  updatedAt: instant().notNull(),
});

export const contract = table(
  "contract",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    type: text().$type<"distribution">().notNull(),
    vendorId: text()
      .notNull()
      .references(() => account.id),
    distributorId: text()
      .notNull()
      .references(() => account.id),
    marketplaceId: text()
      .notNull()
      .references(() => marketplace.id),
    status: text().$type<ContractStatus>().notNull(),
    ...tracked(),
  },
  (t) => [
    index("contract_vendor").on(t.vendorId),
    index("contract_distributor").on(t.distributorId),
    oneOf("contract_status", "status", contractStatuses),
  ],
);

/** One product of one vendor on one marketplace, with what it is bound to now. */
export const listing = table(
  "listing",
  {
    id: text().primaryKey(),
    contractId: text()
      .notNull()
      .references(() => contract.id),
    productId: text()
      .notNull()
      .references(() => product.id),
    marketplaceId: text()
      .notNull()
      .references(() => marketplace.id),
    vendorId: text().notNull(),
    distributorId: text().notNull(),
    status: text().$type<ListingStatus>().notNull(),
    offerId: text(),
    offerVersion: integer(),
    pricelistId: text(),
    altPricelist1Id: text(),
    altPricelist2Id: text(),
    ...tracked(),
  },
  (t) => [
    uniqueIndex("listing_product_marketplace").on(t.productId, t.marketplaceId),
    index("listing_vendor").on(t.vendorId, t.createdAt),
    index("listing_distributor").on(t.distributorId, t.createdAt),
    index("listing_marketplace").on(t.marketplaceId, t.status),
    index("listing_pricelist").on(t.pricelistId),
    oneOf("listing_status", "status", listingStatuses),
  ],
);

/** What a listing was bound to, and when: [from, to), `to` null while it lasts. Prices as of an instant follow it. */
export const listingBinding = table(
  "listing_binding",
  {
    listingId: text()
      .notNull()
      .references(() => listing.id, { onDelete: "cascade" }),
    slot: text().$type<BindingSlot>().notNull(),
    /** A price list or an offer. */
    targetId: text().notNull(),
    /** Only for an offer: its version. */
    targetVersion: integer(),
    from: instant().notNull(),
    to: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.listingId, t.slot, t.from] }),
    index("listing_binding_target").on(t.targetId),
    oneOf("listing_binding_slot", "slot", bindingSlots),
  ],
);

export const listingRequest = table(
  "listing_request",
  {
    id: text().primaryKey(),
    type: text().$type<ListingRequestType>().notNull(),
    state: text().$type<ListingRequestState>().notNull(),
    listingId: text()
      .notNull()
      .references(() => listing.id),
    contractId: text().notNull(),
    productId: text().notNull(),
    marketplaceId: text().notNull(),
    vendorId: text().notNull(),
    distributorId: text().notNull(),
    offerId: text(),
    offerVersion: integer(),
    pricelistId: text(),
    altPricelist1Id: text(),
    altPricelist2Id: text(),
    note: text(),
    creator: json<By>().notNull(),
    assignee: json<By>(),
    ...tracked(),
  },
  (t) => [
    index("listing_request_vendor").on(t.vendorId, t.createdAt),
    index("listing_request_distributor").on(t.distributorId, t.createdAt),
    index("listing_request_listing").on(t.listingId, t.state),
    oneOf("listing_request_type", "type", listingRequestTypes),
    oneOf("listing_request_state", "state", listingRequestStates),
  ],
);
