import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound } from "@/app/_edge/page";
import { ProductForm } from "@/components/products/product-form";
import { Banner } from "@/components/ui/banner";
import { RouteDrawer } from "@/components/ui/drawer";
import { denial } from "@/lib/domain/access";
import { getProduct } from "@/lib/services/products/products";
import { updateProductAction } from "../../../actions";

export const metadata: Metadata = { title: "Edit product · Products" };

export default async function EditProductDrawer({ params }: { params: Promise<{ productId: string }> }) {
  const actor = await requireActor();
  const product = await orNotFound(getProduct(actor, { id: (await params).productId }));
  const refused = denial(actor, "products:write");
  const href = `/products/${product.id}`;
  return (
    <RouteDrawer closeHref={href} title="Edit product" description={product.id}>
      {refused ? (
        <Banner tone="warning" title={refused} />
      ) : (
        <ProductForm action={updateProductAction} product={product} cancelHref={href} />
      )}
    </RouteDrawer>
  );
}
