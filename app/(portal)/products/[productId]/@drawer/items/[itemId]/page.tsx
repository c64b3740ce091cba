import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { hrefWith, orNotFound, type SearchParams } from "@/app/_edge/page";
import { ItemFacts } from "@/components/products/item-facts";
import { ItemForm } from "@/components/products/item-form";
import { CopyableId } from "@/components/ui/copy-button";
import { DescriptionList } from "@/components/ui/description-list";
import { RouteDrawer } from "@/components/ui/drawer";
import { StatusBadge } from "@/components/ui/status-badge";
import { can } from "@/lib/domain/access";
import { itemPresentation } from "@/lib/domain/item";
import { contentOf } from "@/lib/services/products/change-item";
import { getItem } from "@/lib/services/products/items";
import { updateItemAction } from "../../../../actions";

type Props = { params: Promise<{ productId: string; itemId: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const item = await orNotFound(getItem(await requireActor(), await params));
  return { title: `${item.name} · Products` };
}

export default async function ItemDrawer({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { productId, itemId } = await params;
  const item = await orNotFound(getItem(actor, { productId, itemId }));
  const content = contentOf(item);
  const href = hrefWith(`/products/${productId}`, await searchParams, {});
  return (
    <RouteDrawer
      closeHref={href}
      title={item.name}
      description={
        <span className="flex flex-wrap items-center gap-2">
          <StatusBadge status={itemPresentation[item.status]} />
          <CopyableId id={item.id} />
        </span>
      }
    >
      {can(actor, "products:write") ? (
        <ItemForm
          key={item.revision}
          action={updateItemAction}
          productId={productId}
          item={{ ...content, id: item.id, status: item.status, revision: item.revision }}
          closeHref={href}
        />
      ) : (
        <div className="flex flex-col gap-4">
          <DescriptionList
            columns={1}
            items={[
              { term: "MPN", value: <code className="font-mono text-sm">{item.mpn}</code> },
              { term: "Description", value: item.description },
            ]}
          />
          <ItemFacts item={content} />
        </div>
      )}
    </RouteDrawer>
  );
}
