import { type AssetRow, findAsset } from "@/db/assets";
import { database } from "@/db/client";
import type { MarketplaceRow } from "@/db/marketplaces";
import { findTierAccount, type TierAccountRow } from "@/db/tier-accounts";
import { type Actor, scopeOf } from "../../domain/access";
import type { CheckoutOrder } from "../../domain/checkout";
import { countryName } from "../../domain/countries";
import { DomainError, invalid, notFound } from "../../domain/errors";
import { systemActor } from "../context";
import { loadMarketplace } from "../marketplaces/marketplaces";
import { loadTierAccount } from "../tier-accounts/tier-accounts";

/** Whom an order is between, each in the actor's scope. `asset` is null for a purchase. */
export type Parties = {
  marketplace: MarketplaceRow;
  currency: string;
  customer: TierAccountRow;
  /** The reseller that sells to the customer; null when the distributor does. */
  tier1: TierAccountRow | null;
  /** The reseller above tier 1. */
  tier2: TierAccountRow | null;
  asset: AssetRow | null;
};

/**
 * Loads whom the order names.
 * @throws DomainError `not_found` outside the actor's scope; `invalid` for a party that does not fit, by its field;
 * `wrong_state` for a subscription that is not active
 */
export async function loadParties(actor: Actor, order: CheckoutOrder): Promise<Parties> {
  const asset = order.assetId === null ? null : await loadAsset(actor, order.assetId, order.type);
  const marketplaceId = asset?.marketplaceId ?? order.marketplaceId;
  const customerId = asset?.customerId ?? order.customerId;
  if (marketplaceId === null) throw invalid("marketplace", "is missing");
  if (customerId === null) throw invalid("asset.tiers.customer", "is missing");
  if (asset) checkAgainstAsset(order, asset);
  const marketplace = await loadMarketplace(database(), actor, marketplaceId);
  const customer = asset
    ? await tierAccountOf(asset.customerId)
    : await loadTierAccount(database(), actor, customerId);
  checkCustomer(customer, marketplace);
  const tiers = asset ? await tiersOfAsset(asset) : await tiersOfOrder(actor, order, customer);
  const currency = order.currency ?? asset?.currency ?? marketplace.currency;
  checkCurrency(marketplace, currency);
  checkReseller(actor, customer, tiers);
  return { marketplace, currency, customer, ...tiers, asset };
}

async function loadAsset(actor: Actor, id: string, type: string): Promise<AssetRow> {
  const asset = await findAsset(database(), scopeOf(actor), id);
  if (!asset) throw notFound("Subscription", id);
  if (asset.status === "active") return asset;
  throw new DomainError(
    "wrong_state",
    `Subscription ${id} is ${asset.status}; a ${type} is only possible while it is active.`,
  );
}

function checkAgainstAsset(order: CheckoutOrder, asset: AssetRow): void {
  const facts: [path: string, given: string | null, own: string | null][] = [
    ["marketplace.id", order.marketplaceId, asset.marketplaceId],
    ["currency", order.currency, asset.currency],
    ["asset.product.id", order.productId, asset.productId],
    ["asset.tiers.customer.id", order.customerId, asset.customerId],
    ["asset.tiers.tier1.id", order.tier1Id, asset.tier1Id],
    ["asset.tiers.tier2.id", order.tier2Id, asset.tier2Id],
  ];
  for (const [path, given, own] of facts) {
    if (given === null || given === own) continue;
    throw invalid(path, `${given} is not that of ${asset.id}; it is ${own ?? "none"}`, { value: given });
  }
}

/** Of a subscription in the actor's scope: its parties may have moved out of the actor's own list since. */
async function tierAccountOf(id: string): Promise<TierAccountRow> {
  const found = await findTierAccount(database(), scopeOf(systemActor), id);
  if (!found) throw notFound("Tier account", id);
  return found;
}

function checkCustomer(customer: TierAccountRow, marketplace: MarketplaceRow): void {
  const path = "asset.tiers.customer.id";
  if (customer.type !== "customer") throw invalid(path, `${customer.id} is a reseller; name a customer`);
  const isServed = marketplace.countries.length === 0 || marketplace.countries.includes(customer.country);
  if (customer.distributorId === marketplace.distributorId && isServed) return;
  throw invalid(
    path,
    `${customer.id} is in ${countryName(customer.country)}; ${marketplace.id} sells in ${marketplace.countries.join(", ")}`,
    { rule: "country", value: customer.id },
  );
}

function checkCurrency({ id, currency, altCurrency1, altCurrency2 }: MarketplaceRow, wanted: string): void {
  const allowed = [currency, altCurrency1, altCurrency2].filter((code) => code !== null);
  if (allowed.includes(wanted)) return;
  throw invalid("currency", `${wanted} is not a currency of ${id}; it has ${allowed.join(", ")}`, {
    rule: "currency",
    value: wanted,
  });
}

type Tiers = Pick<Parties, "tier1" | "tier2">;

async function tiersOfAsset({ tier1Id, tier2Id }: AssetRow): Promise<Tiers> {
  return {
    tier1: tier1Id ? await tierAccountOf(tier1Id) : null,
    tier2: tier2Id ? await tierAccountOf(tier2Id) : null,
  };
}

/** Those that the order names, else the customer's own: whom it buys from, and whom that one buys from. */
async function tiersOfOrder(actor: Actor, order: CheckoutOrder, customer: TierAccountRow): Promise<Tiers> {
  const tier1 = await resellerOf(actor, order.tier1Id, customer.parentId, "asset.tiers.tier1.id");
  if (order.tier2Id !== null && !tier1)
    throw invalid("asset.tiers.tier2", "needs a tier1; without a reseller the distributor sells directly");
  const tier2 = await resellerOf(actor, order.tier2Id, tier1?.parentId ?? null, "asset.tiers.tier2.id");
  if (tier1 && tier1.id === tier2?.id)
    throw invalid("asset.tiers.tier2.id", `${tier2.id} is also tier 1; name two resellers`);
  return { tier1, tier2 };
}

async function resellerOf(
  actor: Actor,
  named: string | null,
  own: string | null,
  path: string,
): Promise<TierAccountRow | null> {
  if (named === null || named === own) return own === null ? null : tierAccountOf(own);
  const found = await loadTierAccount(database(), actor, named);
  if (found.type !== "reseller") throw invalid(path, `${named} is a customer; name a reseller`);
  return found;
}

/** A reseller sells to its own customers only. */
function checkReseller(actor: Actor, customer: TierAccountRow, { tier1, tier2 }: Tiers): void {
  if (actor.type === "system" || actor.account.kind !== "reseller") return;
  if (tier1?.id === actor.account.id || tier2?.id === actor.account.id) return;
  throw invalid("asset.tiers.tier1.id", `${customer.id} does not buy from ${actor.account.id} in this order`);
}
