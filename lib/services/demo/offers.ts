import type { Actor } from "../../domain/access";
import { OfferInput, OfferVersionInput } from "../../domain/offer";
import {
  FeatureInput,
  GroupInput,
  InventoryInput,
  OfferItemInput,
  PlanInput,
} from "../../domain/offer-parts";
import { createFeature, createGroup } from "../offers/features";
import { createOfferItem, setInventory } from "../offers/items";
import { createOffer } from "../offers/offers";
import { createPlan } from "../offers/plans";
import { publishOfferVersion } from "../offers/versions";
import { products } from "./catalogue";
import { type DemoOffer, demoOffers } from "./offer-data";
import type { Calendar } from "./story";

/** Offers in every state. @returns the one that the first listing carries */
export async function loadOffers(vendor: Actor, calendar: Calendar): Promise<string> {
  calendar.turnTo(-415);
  const [business, ...others] = demoOffers;
  const listed = await loadOffer(vendor, business);
  for (const offer of others) {
    calendar.turnTo(offer.day);
    await loadOffer(vendor, offer);
  }
  return listed;
}

async function loadOffer(vendor: Actor, offer: DemoOffer): Promise<string> {
  const { name, description, audience } = offer;
  const input = OfferInput.parse({
    name,
    description,
    audience,
    type: "generic",
    product: { id: products[offer.product] },
  });
  const { id: offerId } = await createOffer(vendor, input);
  const planIds: string[] = [];
  for (const plan of offer.plans) {
    planIds.push((await createPlan(vendor, { offerId, ...PlanInput.parse(plan) })).id);
  }
  for (const group of offer.groups) await loadGroup(vendor, offerId, group, planIds);
  for (const line of offer.items) await loadItem(vendor, offer, offerId, line, planIds);
  for (const text of offer.publish) {
    const version = OfferVersionInput.parse({ public: true, changes_description: text });
    await publishOfferVersion(vendor, { offerId, ...version });
  }
  return offerId;
}

async function loadGroup(
  vendor: Actor,
  offerId: string,
  group: DemoOffer["groups"][number],
  planIds: string[],
) {
  const { id } = await createGroup(vendor, { offerId, ...GroupInput.parse({ name: group.name }) });
  for (const [name, ...values] of group.features) {
    const plans = values.flatMap((value, index) =>
      value === null ? [] : [{ id: planIds[index], ...cell(value) }],
    );
    await createFeature(vendor, { offerId, ...FeatureInput.parse({ name, group: { id }, plans }) });
  }
}

/** "100 GB" is a number with its unit, "∞" unlimited; booleans and other words are what they are. */
function cell(value: string | boolean) {
  if (value === "∞") return { type: "unlimited" };
  const number = typeof value === "string" ? /^(\d+) (\S+)$/.exec(value) : null;
  if (number) return { type: "number", value: number[1], unit: number[2] };
  return { value };
}

async function loadItem(
  vendor: Actor,
  offer: DemoOffer,
  offerId: string,
  line: DemoOffer["items"][number],
  planIds: string[],
) {
  const { id } = await createOfferItem(vendor, { offerId, ...OfferItemInput.parse({ name: line.name }) });
  for (const [planIndex, itemNumber, min, max] of line.inventory) {
    const itemId = `${products[offer.product]}-${String(itemNumber).padStart(4, "0")}`;
    const period = offer.plans[planIndex]?.periods[0];
    const row = InventoryInput.parse({
      offerItemId: id,
      planId: planIds[planIndex],
      period,
      itemId,
      min,
      max,
    });
    await setInventory(vendor, { offerId, ...row });
  }
}
