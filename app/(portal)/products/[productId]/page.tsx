import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound, type SearchParams } from "@/app/_edge/page";
import { getProduct } from "@/lib/services/products/products";
import { ProductView } from "./product-view";

type Props = { params: Promise<{ productId: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { productId } = await params;
  const product = await orNotFound(getProduct(await requireActor(), { id: productId }));
  return { title: `${product.name} · Products` };
}

export default async function ProductPage({ params, searchParams }: Props) {
  const { productId } = await params;
  return <ProductView productId={productId} params={await searchParams} />;
}
