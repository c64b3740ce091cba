"use server";

import { action } from "@/app/_edge/action";
import { OfferInput } from "@/lib/domain/offer";
import { createOffer } from "@/lib/services/offers/offers";

export const createOfferAction = action(OfferInput, createOffer, ({ id }) => ({
  redirectTo: `/offers/${id}`,
}));
