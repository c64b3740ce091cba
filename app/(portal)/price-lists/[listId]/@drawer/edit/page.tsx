import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound } from "@/app/_edge/page";
import { PriceListEditForm } from "@/components/price-lists/price-list-edit-form";
import { Banner } from "@/components/ui/banner";
import { RouteDrawer } from "@/components/ui/drawer";
import { denial } from "@/lib/domain/access";
import { listRefusal } from "@/lib/domain/price-list";
import { columnHolders, getPriceList } from "@/lib/services/pricing/lists";
import { updatePriceListAction } from "../../../actions";

export const metadata: Metadata = { title: "Edit price list · Price lists" };

export default async function EditPriceListDrawer({ params }: { params: Promise<{ listId: string }> }) {
  const actor = await requireActor();
  const list = await orNotFound(getPriceList(actor, { id: (await params).listId }));
  const owned = list.ownerId === actor.account.id;
  const refused =
    denial(actor, "pricing:write") ??
    (owned ? listRefusal(list, "edit") : `Only ${list.ownerName}, who owns the price list, can edit it.`);
  const href = `/price-lists/${list.id}`;
  return (
    <RouteDrawer closeHref={href} title="Edit price list" description={list.id}>
      {refused ? (
        <Banner tone="warning" title={refused} />
      ) : (
        <PriceListEditForm
          key={list.revision}
          action={updatePriceListAction}
          list={list}
          holders={await columnHolders(actor, list)}
          cancelHref={href}
        />
      )}
    </RouteDrawer>
  );
}
