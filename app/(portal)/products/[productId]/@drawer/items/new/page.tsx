import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound } from "@/app/_edge/page";
import { ItemForm } from "@/components/products/item-form";
import { Banner } from "@/components/ui/banner";
import { RouteDrawer } from "@/components/ui/drawer";
import { denial } from "@/lib/domain/access";
import { getProduct } from "@/lib/services/products/products";
import { createItemAction } from "../../../../actions";

export const metadata: Metadata = { title: "New item · Products" };

export default async function NewItemDrawer({ params }: { params: Promise<{ productId: string }> }) {
  const actor = await requireActor();
  const product = await orNotFound(getProduct(actor, { id: (await params).productId }));
  const refused = denial(actor, "products:write");
  const href = `/products/${product.id}`;
  return (
    <RouteDrawer
      closeHref={href}
      title="New item"
      description={`Of ${product.name}. It appears, without prices, in the drafts of its price lists.`}
    >
      {refused ? (
        <Banner tone="warning" title={refused} />
      ) : (
        <ItemForm action={createItemAction} productId={product.id} closeHref={href} />
      )}
    </RouteDrawer>
  );
}
