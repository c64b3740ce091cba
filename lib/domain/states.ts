/** The states and kinds that are stored, each as the one list that types, database checks and schemas share. */
export const productStatuses = ["draft", "published", "endofsale"] as const;
export type ProductStatus = (typeof productStatuses)[number];

export const itemStatuses = ["draft", "published", "endofsale"] as const;
export type ItemStatus = (typeof itemStatuses)[number];

export const itemTypes = ["reservation", "ppu"] as const;
export type ItemType = (typeof itemTypes)[number];

export const priceListStatuses = ["draft", "scheduled", "active", "terminated"] as const;
export type PriceListStatus = (typeof priceListStatuses)[number];

export const versionStatuses = ["draft", "scheduled", "active", "expired"] as const;
export type VersionStatus = (typeof versionStatuses)[number];

export const adjustmentStatuses = ["processing", "success", "partial", "failed"] as const;
export type AdjustmentStatus = (typeof adjustmentStatuses)[number];

export const offerStatuses = ["private", "ready", "listed"] as const;
export type OfferStatus = (typeof offerStatuses)[number];

export const offerTypes = ["generic", "commerce"] as const;
export type OfferType = (typeof offerTypes)[number];

export const audiences = ["individuals", "small_business", "enterprise", "education", "government"] as const;
export type Audience = (typeof audiences)[number];

export const featureValueTypes = ["boolean", "text", "number", "unlimited"] as const;
export type FeatureValueType = (typeof featureValueTypes)[number];

export const contractStatuses = ["enrolling", "pending", "active", "rejected", "terminated"] as const;
export type ContractStatus = (typeof contractStatuses)[number];

export const listingStatuses = ["unlisted", "listed"] as const;
export type ListingStatus = (typeof listingStatuses)[number];

export const listingRequestTypes = ["new", "update", "remove"] as const;
export type ListingRequestType = (typeof listingRequestTypes)[number];

export const listingRequestStates = ["draft", "reviewing", "deploying", "completed", "canceled"] as const;
export type ListingRequestState = (typeof listingRequestStates)[number];

/** What a listing binds: the main price list, the two alternative ones, and the offer. */
export const bindingSlots = ["pricelist", "alt_pricelist_1", "alt_pricelist_2", "offer"] as const;
export type BindingSlot = (typeof bindingSlots)[number];

export const tierTypes = ["customer", "reseller"] as const;
export type TierType = (typeof tierTypes)[number];

export const segments = ["COM", "EDU", "GOV"] as const;
export type Segment = (typeof segments)[number];

export const discountTypes = ["PERCENTAGE_DISCOUNT", "FIXED_DISCOUNT"] as const;
export type DiscountType = (typeof discountTypes)[number];

export const redemptions = ["unlimited", "once_per_customer", "once"] as const;
export type Redemption = (typeof redemptions)[number];

export const assetStatuses = [
  "draft",
  "processing",
  "active",
  "terminating",
  "suspended",
  "terminated",
] as const;
export type AssetStatus = (typeof assetStatuses)[number];

/** What the parties of a listing are told; each is also the type of a webhook's message. */
export const noticeKinds = [
  "price_version.scheduled",
  "price_version.unscheduled",
  "price_version.activated",
  "price_list.terminated",
  "webhook.disabled",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** `failing`: switched off by us after every attempt had failed for days. */
export const webhookStatuses = ["enabled", "disabled", "failing"] as const;
export type WebhookStatus = (typeof webhookStatuses)[number];

export const deliveryStatuses = ["pending", "delivered", "failed"] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** Who did something, as it is shown: kept with the object so that history survives the person. */
export type By = { id: string; name: string };

/** `events.<verb>` of the platform API: a key appears once the thing has happened. Instants are ISO 8601 UTC. */
export type Events = Record<string, { at: string; by?: By }>;
