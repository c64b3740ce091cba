import { type Actor, can } from "@/lib/domain/access";
import { eq, everything, like, or, where } from "@/lib/domain/rql";
import { listActivity } from "@/lib/services/activity";
import { listListings } from "@/lib/services/listings/listings";

/** The listings that carry the list now, as main or as alternative list. */
export async function listingsOf(actor: Actor, listId: string) {
  if (!can(actor, "listings:read")) return [];
  const carries = or(
    eq("pricelist.id", listId),
    eq("alt_pricelist_1.id", listId),
    eq("alt_pricelist_2.id", listId),
  );
  const { rows } = await listListings(actor, { ...everything, ...where(carries), limit: 100 });
  return rows.map(({ id, status, marketplace, product, pricelistId }) => ({
    id,
    status,
    marketplace: marketplace.name,
    product: product.name,
    alternative: pricelistId !== listId,
  }));
}

/** What happened to the list and its versions, newest first; with a version's id only what happened to that. */
export async function historyOf(actor: Actor, listId: string, versionId?: string) {
  if (!can(actor, "activity:read")) return { rows: [], total: 0 };
  const about = versionId
    ? eq("object.id", versionId)
    : or(eq("object.id", listId), like("object.id", `${listId.replace(/^PL-/, "PLV-")}-*`));
  return listActivity(actor, { ...everything, ...where(about), limit: versionId ? 100 : 15 });
}
