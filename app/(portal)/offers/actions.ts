"use server";

import { z } from "zod";
import { action } from "@/app/_edge/action";
import { withKeys } from "@/app/_edge/form-schema";
import { CellEdit } from "@/lib/domain/feature-value";
import {
  OfferInput,
  OfferUpdate,
  OfferVersionInput,
  OfferVersionUpdate,
  offerKeys,
} from "@/lib/domain/offer";
import {
  FeatureInput,
  FeatureUpdate,
  GroupInput,
  GroupUpdate,
  InventoryInput,
  OfferItemInput,
  OfferItemUpdate,
  PlanInput,
  PlanUpdate,
  seenSlot,
} from "@/lib/domain/offer-parts";
import { RestoreInput } from "@/lib/domain/offer-removed";
import { seenRevision } from "@/lib/domain/product";
import {
  createFeature,
  createGroup,
  deleteFeature,
  deleteGroup,
  setFeatureValue,
  updateFeature,
  updateGroup,
} from "@/lib/services/offers/features";
import {
  createOfferItem,
  deleteInventory,
  deleteOfferItem,
  setInventory,
  updateOfferItem,
} from "@/lib/services/offers/items";
import { createOffer, deleteOffer, updateOffer } from "@/lib/services/offers/offers";
import { createPlan, deletePlan, updatePlan } from "@/lib/services/offers/plans";
import { restorePart } from "@/lib/services/offers/restore";
import { publishOfferVersion, updateOfferVersion } from "@/lib/services/offers/versions";

const Named = z.strictObject({ id: z.string(), revision: seenRevision });
const partKeys = { ...offerKeys, id: z.string() };
const NamedPart = z.strictObject(partKeys);
const newKeys = { offerId: z.string() };

const to = (part: { offerId: string }, tab: string) => ({ redirectTo: `/offers/${part.offerId}/${tab}` });

export const createOfferAction = action(OfferInput, createOffer, (offer) => ({
  redirectTo: `/offers/${offer.id}/plans`,
}));

export const updateOfferAction = action(
  withKeys({ id: z.string(), revision: seenRevision }, OfferUpdate),
  (actor, { keys, input }) => updateOffer(actor, { ...keys, ...input }),
  (offer) => ({ redirectTo: `/offers/${offer.id}` }),
);

export const deleteOfferAction = action(Named, deleteOffer, () => ({ redirectTo: "/offers" }));

/** Undoes the deletion of a plan, group, feature or item line. */
export const restorePartAction = action(RestoreInput, restorePart, ({ name }) => ({
  message: `${name} restored`,
}));

export const createPlanAction = action(
  withKeys(newKeys, PlanInput),
  (actor, { keys, input }) => createPlan(actor, { ...keys, ...input }),
  (plan) => to(plan, "plans"),
);

export const updatePlanAction = action(
  withKeys(partKeys, PlanUpdate),
  (actor, { keys, input }) => updatePlan(actor, { ...keys, ...input }),
  (plan) => to(plan, "plans"),
);

export const movePlanAction = action(withKeys(partKeys, PlanUpdate), (actor, { keys, input }) =>
  updatePlan(actor, { ...keys, ...input }),
);

export const deletePlanAction = action(NamedPart, deletePlan);

export const createGroupAction = action(
  withKeys(newKeys, GroupInput),
  (actor, { keys, input }) => createGroup(actor, { ...keys, ...input }),
  (group) => to(group, "features"),
);

export const updateGroupAction = action(
  withKeys(partKeys, GroupUpdate),
  (actor, { keys, input }) => updateGroup(actor, { ...keys, ...input }),
  (group) => to(group, "features"),
);

export const moveGroupAction = action(withKeys(partKeys, GroupUpdate), (actor, { keys, input }) =>
  updateGroup(actor, { ...keys, ...input }),
);

export const deleteGroupAction = action(NamedPart, deleteGroup);

export const createFeatureAction = action(
  withKeys(newKeys, FeatureInput),
  (actor, { keys, input }) => createFeature(actor, { ...keys, ...input }),
  (feature) => to(feature, "features"),
);

/** The same from the table itself, which stays. */
export const addFeatureAction = action(withKeys(newKeys, FeatureInput), (actor, { keys, input }) =>
  createFeature(actor, { ...keys, ...input }),
);

export const updateFeatureAction = action(
  withKeys(partKeys, FeatureUpdate),
  (actor, { keys, input }) => updateFeature(actor, { ...keys, ...input }),
  (feature) => to(feature, "features"),
);

export const moveFeatureAction = action(withKeys(partKeys, FeatureUpdate), (actor, { keys, input }) =>
  updateFeature(actor, { ...keys, ...input }),
);

export const deleteFeatureAction = action(NamedPart, deleteFeature);

/** One cell: the page it stands on stays. */
export const setCellAction = action(CellEdit, setFeatureValue);

export const createOfferItemAction = action(
  withKeys(newKeys, OfferItemInput),
  (actor, { keys, input }) => createOfferItem(actor, { ...keys, ...input }),
  (item) => to(item, "items"),
);

export const updateOfferItemAction = action(
  withKeys(partKeys, OfferItemUpdate),
  (actor, { keys, input }) => updateOfferItem(actor, { ...keys, ...input }),
  (item) => to(item, "items"),
);

export const moveOfferItemAction = action(withKeys(partKeys, OfferItemUpdate), (actor, { keys, input }) =>
  updateOfferItem(actor, { ...keys, ...input }),
);

export const deleteOfferItemAction = action(NamedPart, deleteOfferItem);

/** One cell of the inventory; `seen` is what stood in it. */
export const setInventoryAction = action(
  withKeys({ ...newKeys, seen: seenSlot.optional() }, InventoryInput),
  (actor, { keys, input }) => setInventory(actor, { ...keys, ...input }),
);

export const deleteInventoryAction = action(
  z.strictObject({
    ...newKeys,
    seen: seenSlot.optional(),
    offerItemId: z.string(),
    planId: z.string(),
    period: z.string(),
  }),
  deleteInventory,
);

export const publishVersionAction = action(
  withKeys(offerKeys, OfferVersionInput),
  (actor, { keys, input }) => publishOfferVersion(actor, { ...keys, ...input }),
  (version) => to(version, "versions"),
);

export const setVersionPublicAction = action(
  withKeys({ ...offerKeys, number: z.coerce.number() }, OfferVersionUpdate),
  (actor, { keys, input }) => updateOfferVersion(actor, { ...keys, ...input }),
  (version) => ({ message: `Version ${version.number} is ${version.public ? "public" : "private"} now` }),
);
