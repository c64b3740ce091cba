import { PriceListView } from "./price-list-view";

/** What stands behind a drawer whose address was opened directly. */
export default async function PriceListBehindDrawer({ params }: { params: Promise<{ listId: string }> }) {
  const { listId } = await params;
  return <PriceListView listId={listId} params={{}} />;
}
