import type { Actor } from "../../domain/access";
import { MarketplaceInput } from "../../domain/marketplace";
import { systemActor } from "../context";
import { createContract } from "../contracts/contracts";
import {
  cancelListingRequest,
  completeListingRequest,
  deployListingRequest,
  refineListingRequest,
  submitListingRequest,
} from "../listings/move-request";
import { createListingRequest } from "../listings/write-request";
import { createMarketplace } from "../marketplaces/marketplaces";
import { setMarketplaceParameters } from "../marketplaces/parameters";
import { products } from "./catalogue";
import { priceLists } from "./pricing";
import type { Calendar } from "./story";

export const marketplaces = { us: "MP-20001", europe: "MP-20002", japan: "MP-20003" } as const;

export const contracts = {
  us: "CRD-87835-67303-85378",
  europe: "CRD-87835-67303-85379",
  japan: "CRD-41200-90311-22005",
  analytics: "CRD-55531-07740-00101",
} as const;

type Marketplace = {
  id: string;
  name: string;
  zone: string;
  currency: string;
  countries: string[];
  attributes: string[];
};

function newMarketplace(distributor: Actor, { id, ...marketplace }: Marketplace & Record<string, unknown>) {
  return createMarketplace(distributor, { ...MarketplaceInput.parse(marketplace), id });
}

/** Three marketplaces of two distributors, with their contracts and discount parameters. */
export async function loadMarketplaces(harbor: Actor, sakura: Actor, calendar: Calendar): Promise<void> {
  calendar.turnTo(-418);
  const required = ["price", "st0p", "st1p"];
  await newMarketplace(harbor, {
    id: marketplaces.us,
    name: "Harbor United States",
    description: "Customers in the United States",
    zone: "NA",
    currency: "USD",
    countries: ["US"],
    attributes: required,
  });
  await newMarketplace(harbor, {
    id: marketplaces.europe,
    name: "Harbor Europe",
    description: "Customers in Germany and France",
    zone: "EU",
    currency: "EUR",
    alt_currency_1: "USD",
    countries: ["DE", "FR"],
    attributes: ["price", "st0p"],
  });
  await newMarketplace(sakura, {
    id: marketplaces.japan,
    name: "Sakura Japan",
    description: "Customers in Japan",
    zone: "AS",
    currency: "JPY",
    countries: ["JP"],
    attributes: ["price", "st0p"],
  });
  calendar.turnTo(-416);
  const lumen = { vendorId: "VA-100-001" };
  await createContract(systemActor, {
    ...lumen,
    marketplaceId: marketplaces.us,
    name: "Lumen in the United States",
    id: contracts.us,
  });
  await createContract(systemActor, {
    ...lumen,
    marketplaceId: marketplaces.europe,
    name: "Lumen in Europe",
    id: contracts.europe,
  });
  await createContract(systemActor, {
    ...lumen,
    marketplaceId: marketplaces.japan,
    name: "Lumen in Japan",
    id: contracts.japan,
  });
  const quarry = { vendorId: "VA-100-002", marketplaceId: marketplaces.us };
  await createContract(systemActor, {
    ...quarry,
    name: "Quarry in the United States",
    id: contracts.analytics,
  });
}

/** Which discounts each marketplace takes, and who may see them. After the resellers are there: the tiers name them. */
export async function loadParameters(harbor: Actor, sakura: Actor, calendar: Calendar): Promise<void> {
  calendar.turnTo(-175);
  const both = [
    { parameter: "flex_fixed_promotions_available", value: true },
    { parameter: "flex_percent_promotions_available", value: true },
  ];
  const auto = (value: boolean) => ({ parameter: "allow_auto_apply_flex_discounts", value });
  const tiers = (value: string) => ({ parameter: "flex_disc_console_available_tiers", value });
  await setMarketplaceParameters(harbor, {
    id: marketplaces.us,
    settings: [...both, auto(true), tiers("TA-1000-0000-0001")],
  });
  await setMarketplaceParameters(harbor, {
    id: marketplaces.europe,
    settings: [...both, auto(false), tiers("")],
  });
  await setMarketplaceParameters(sakura, {
    id: marketplaces.japan,
    settings: [...both, auto(true), tiers("ALL")],
  });
}

type Wish = {
  product_id: string;
  contract_id: string;
  pricelist_id: string;
  offer_id?: string;
  note?: string;
};

async function request(vendor: Actor, wish: Wish): Promise<string> {
  return (await createListingRequest(vendor, { type: "new", ...wish })).id;
}

async function listed(
  vendor: Actor,
  distributor: Actor,
  wish: Wish,
  calendar: Calendar,
  day: number,
): Promise<void> {
  calendar.turnTo(day, 10);
  const id = await request(vendor, wish);
  await submitListingRequest(vendor, { id });
  calendar.turnTo(day + 1, 11);
  await deployListingRequest(distributor, { id });
  calendar.turnTo(day + 2, 15);
  await completeListingRequest(distributor, { id });
}

type Cast = { vendor: Actor; vendor2: Actor; harbor: Actor; sakura: Actor };

/** What is listed where. */
export async function loadListings(
  { vendor, harbor, sakura }: Cast,
  offerId: string,
  calendar: Calendar,
): Promise<void> {
  const creative = { product_id: products.creative };
  const us = {
    ...creative,
    contract_id: contracts.us,
    pricelist_id: priceLists.northAmerica,
    offer_id: offerId,
  };
  await listed(vendor, harbor, us, calendar, -410);
  const europe = { ...creative, contract_id: contracts.europe, pricelist_id: priceLists.europe };
  await listed(vendor, harbor, europe, calendar, -170);
  const japan = { ...creative, contract_id: contracts.japan, pricelist_id: priceLists.japan };
  await listed(vendor, sakura, japan, calendar, -165);
}

/** Requests on their way: in review, sent back with a note, and canceled. */
export async function loadOpenRequests({ vendor, vendor2, harbor }: Cast, calendar: Calendar): Promise<void> {
  calendar.turnTo(-50);
  const guard = {
    product_id: products.guard,
    contract_id: contracts.us,
    pricelist_id: priceLists.northAmerica,
  };
  const canceled = await request(vendor, { ...guard, note: "Too early: the price list is not agreed" });
  await submitListingRequest(vendor, { id: canceled });
  await cancelListingRequest(harbor, { id: canceled });
  calendar.turnTo(-3, 10);
  const reviewing = await request(vendor, {
    ...guard,
    note: "Guard for the new year, with the agreed prices",
  });
  await submitListingRequest(vendor, { id: reviewing });
  calendar.turnTo(-2, 10);
  const quarry = {
    product_id: products.analytics,
    contract_id: contracts.analytics,
    pricelist_id: priceLists.analytics,
  };
  const refined = await request(vendor2, { ...quarry, note: "Quarry Insights for the United States" });
  await submitListingRequest(vendor2, { id: refined });
  calendar.turnTo(-1, 16);
  await refineListingRequest(harbor, { id: refined });
}
