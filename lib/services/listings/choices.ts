import { database } from "@/db/client";
import { findContracts } from "@/db/contracts";
import { findRequestChoices } from "@/db/listing-facts";
import { findListings } from "@/db/listings";
import { findMarketplaces } from "@/db/marketplaces";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import { eq, everything, where } from "../../domain/rql";

const all = { ...everything, limit: 1000 };

/** What a vendor can choose from when it makes a listing request: only what the request's conditions could accept. */
export async function requestChoices(actor: Actor) {
  authorise(actor, "listings:request");
  const scope = scopeOf(actor);
  const db = database();
  const [catalogue, contracts, marketplaces, listings] = await Promise.all([
    findRequestChoices(db, actor.account.id),
    findContracts(db, scope, { ...all, ...where(eq("status", "active")) }),
    findMarketplaces(db, scope, all),
    findListings(db, scope, all),
  ]);
  const marketplaceOf = new Map(marketplaces.rows.map((row) => [row.id, row]));
  return {
    products: catalogue.products,
    lists: catalogue.lists,
    offers: catalogue.offers,
    contracts: contracts.rows.flatMap(({ id, name, distributorName, marketplaceId }) => {
      const place = marketplaceOf.get(marketplaceId);
      if (!place) return [];
      const { currency, altCurrency1, altCurrency2 } = place;
      const marketplace = { id: place.id, name: place.name, currency, altCurrency1, altCurrency2 };
      return [{ id, name, distributorName, marketplace }];
    }),
    /** What is listed or asked for already, so that the form can say so at once. */
    taken: listings.rows
      .filter((row) => row.status === "listed" || row.pending)
      .map((row) => ({
        listingId: row.id,
        productId: row.productId,
        marketplaceId: row.marketplaceId,
        requestId: row.pending?.id ?? null,
      })),
  };
}

export type RequestChoices = Awaited<ReturnType<typeof requestChoices>>;
