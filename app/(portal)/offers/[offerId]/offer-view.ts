import { notFound } from "next/navigation";
import { cache } from "react";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound } from "@/app/_edge/page";
import { isOwner } from "@/lib/services/offers/offers";
import { viewOffer } from "@/lib/services/offers/versions";

/** The offer as its reader sees it, loaded once for the head and the tab. */
export const offerView = cache(async (offerId: string) => viewOffer(await requireActor(), { offerId }));

/** For the tabs that only the vendor has: anybody else gets the 404 page. */
export async function ownOfferView(offerId: string) {
  const actor = await requireActor();
  if (!isOwner(actor)) notFound();
  return { actor, ...(await orNotFound(offerView(offerId))) };
}

/** The title of an offer's page; of one that is not there, only the area. */
export async function offerTitle(offerId: string, part?: string): Promise<string> {
  const { offer } = await orNotFound(offerView(offerId));
  return [part, offer.name, "Offers"].filter(Boolean).join(" · ");
}
