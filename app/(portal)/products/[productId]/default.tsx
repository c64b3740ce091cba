import { ProductView } from "./product-view";

/** What stands behind a drawer whose address was opened directly. */
export default async function ProductBehindDrawer({ params }: { params: Promise<{ productId: string }> }) {
  const { productId } = await params;
  return <ProductView productId={productId} params={{}} />;
}
