import { notFound } from "next/navigation";
import { orNotFound } from "@/app/_edge/page";
import { type Actor, denial } from "@/lib/domain/access";
import { childId, isId } from "@/lib/domain/ids";
import { pointsRefusal } from "@/lib/domain/price-version";
import { eq, everything, where } from "@/lib/domain/rql";
import { getPriceList } from "@/lib/services/pricing/lists";
import { getVersion, listVersions } from "@/lib/services/pricing/versions";

/** The version by its list and its number; what is no number, and what the actor does not see, is not found. */
export async function loadVersionPage(actor: Actor, { listId, number }: { listId: string; number: string }) {
  if (!isId("priceList", listId) || !/^[1-9]\d{0,8}$/.test(number)) notFound();
  const id = childId("version", listId, Number(number));
  const [list, version] = await orNotFound(
    Promise.all([getPriceList(actor, { id: listId }), getVersion(actor, { id })]),
  );
  const ofList = { ...everything, ...where(eq("pricelist.id", list.id)), limit: 1000 };
  const { rows: versions } = await listVersions(actor, ofList);
  const owned = list.ownerId === actor.account.id;
  const readOnly = owned
    ? (denial(actor, "pricing:write") ?? pointsRefusal(list, version))
    : `Only ${list.ownerName} can change these prices.`;
  return { actor, list, version, versions, owned, readOnly, editable: readOnly === undefined };
}

export type Loaded = Awaited<ReturnType<typeof loadVersionPage>>;
