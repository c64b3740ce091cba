import type { Issue } from "./errors";
import { type PriceListSlot, slotNames } from "./listing";
import { type MarketplaceCurrencies, slotCurrency } from "./marketplace";
import { predefinedColumns } from "./price-columns";
import type {
  ContractStatus,
  ListingRequestType,
  OfferStatus,
  PriceListStatus,
  ProductStatus,
} from "./states";

/** A price list as a listing sees it; `points` are those of the listing's product in the version that counts. */
export type ListFacts = {
  id: string;
  name: string;
  ownerId: string;
  currency: string;
  status: PriceListStatus;
  columns: readonly string[];
  holdsProduct: boolean;
  /** Null when no version is scheduled or active. `filled` counts the points that have a value, by column id. */
  points: { total: number; filled: Readonly<Record<string, number>> } | null;
};

export type OfferFacts = {
  id: string;
  name: string;
  productId: string;
  status: OfferStatus;
  /** The version that is or would be carried; null when the offer has no public one. */
  version: number | null;
  isPublic: boolean;
};

export type ListingFacts = {
  type: ListingRequestType;
  vendorId: string;
  product: { id: string; name: string; status: ProductStatus };
  contract: { id: string; status: ContractStatus };
  marketplace: MarketplaceCurrencies & { id: string; name: string; requiredColumns: readonly string[] };
  lists: readonly { slot: PriceListSlot; list: ListFacts }[];
  offer: OfferFacts | null;
};

/** One thing that stands against a request, or that a person should know before deciding. */
export type Finding = {
  severity: "blocking" | "warning";
  code:
    | "product_not_published"
    | "contract_not_active"
    | "no_such_currency"
    | "currency_mismatch"
    | "foreign_list"
    | "product_not_in_list"
    | "list_not_in_force"
    | "column_missing"
    | "column_empty"
    | "cells_empty"
    | "no_price_list"
    | "offer_of_other_product"
    | "offer_not_public";
  field: string;
  message: string;
  /** How many price points are meant, where it is about points. */
  count?: number;
};

/**
 * What stands against carrying these price lists and this offer on this marketplace (DESIGN §7). A removal needs nothing.
 * Blocking ones first.
 */
export function listingFindings(facts: ListingFacts): Finding[] {
  if (facts.type === "remove") return [];
  const found = [
    ...partyFindings(facts),
    ...facts.lists.flatMap(({ slot, list }) => listFindings(facts, slot, list)),
    ...offerFindings(facts),
  ];
  const isBlocking = (finding: Finding) => (finding.severity === "blocking" ? 0 : 1);
  return found.sort((a, b) => isBlocking(a) - isBlocking(b));
}

function blocking(code: Finding["code"], field: string, message: string): Finding {
  return { severity: "blocking", code, field, message };
}

function partyFindings({ product, contract, lists }: ListingFacts): Finding[] {
  const found: Finding[] = [];
  if (product.status !== "published") {
    const message = `${product.name} is ${productWords[product.status]}; only a published product can be listed`;
    found.push(blocking("product_not_published", "product_id", message));
  }
  if (contract.status !== "active") {
    const message = `contract ${contract.id} is ${contract.status}; an active distribution contract is needed`;
    found.push(blocking("contract_not_active", "contract_id", message));
  }
  if (!lists.some(({ slot }) => slot === "pricelist")) {
    const message = "without a price list the product is listed but nothing of it can be sold";
    found.push({ severity: "warning", code: "no_price_list", field: "pricelist_id", message });
  }
  return found;
}

const productWords = { draft: "a draft", published: "published", endofsale: "no longer sold" } as const;

function listFindings(facts: ListingFacts, slot: PriceListSlot, list: ListFacts): Finding[] {
  const field = `${slot}_id`;
  const { marketplace, product, vendorId } = facts;
  if (list.ownerId !== vendorId) {
    return [
      blocking("foreign_list", field, `${list.id} belongs to another account than the product’s vendor`),
    ];
  }
  const found: Finding[] = [];
  const currency = slotCurrency(marketplace, slot);
  if (currency === null) {
    const which = slot === "alt_pricelist_1" ? "first" : "second";
    const message = `${marketplace.name} has no ${which} alternative currency, so nothing can stand there`;
    found.push(blocking("no_such_currency", field, message));
  } else if (list.currency !== currency) {
    const message = `${list.name} is in ${list.currency}; ${marketplace.name} needs ${currency} here`;
    found.push(blocking("currency_mismatch", field, message));
  }
  if (!list.holdsProduct) {
    found.push(blocking("product_not_in_list", field, `${list.name} does not hold ${product.name}`));
  }
  if (list.status !== "active" && list.status !== "scheduled") {
    const message = `${list.name} is ${list.status}; a price list must be active or scheduled to be listed`;
    found.push(blocking("list_not_in_force", field, message));
  }
  return [...found, ...columnFindings(facts, slot, list)];
}

function columnFindings({ marketplace }: ListingFacts, slot: PriceListSlot, list: ListFacts): Finding[] {
  const field = `${slot}_id`;
  return marketplace.requiredColumns.flatMap((id): Finding[] => {
    const label = predefinedColumns.find((column) => column.id === id)?.label ?? id;
    if (!list.columns.includes(id)) {
      const message = `${list.name} lacks the column ${label} (${id}), which ${marketplace.name} requires`;
      return [blocking("column_missing", field, message)];
    }
    if (!list.points || !list.holdsProduct) return [];
    const filled = list.points.filled[id] ?? 0;
    const missing = list.points.total - filled;
    if (filled === 0) {
      const message = `no item of ${list.name} has a value in ${label} (${id}), which ${marketplace.name} requires`;
      return [blocking("column_empty", field, message)];
    }
    if (missing === 0) return [];
    const noun = missing === 1 ? "item has" : "items have";
    const message = `${missing} ${noun} no ${label} in ${slotNames[slot].toLowerCase()} ${list.name}`;
    return [{ severity: "warning", code: "cells_empty", field, message, count: missing }];
  });
}

function offerFindings({ offer, product }: ListingFacts): Finding[] {
  if (!offer) return [];
  const found: Finding[] = [];
  if (offer.productId !== product.id) {
    const message = `offer ${offer.name} belongs to another product than ${product.name}`;
    found.push(blocking("offer_of_other_product", "offer_id", message));
  }
  if (!offer.isPublic) {
    const what = offer.version === null ? "has no public version" : `version ${offer.version} is not public`;
    found.push(blocking("offer_not_public", "offer_id", `offer ${offer.name} ${what}; publish one first`));
  }
  return found;
}

/** The blocking findings as field errors. */
export function findingIssues(findings: readonly Finding[]): Issue[] {
  return findings
    .filter((finding) => finding.severity === "blocking")
    .map(({ field, message, code }) => ({ path: field, message, rule: code }));
}
