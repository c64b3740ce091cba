import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound, type SearchParams } from "@/app/_edge/page";
import { getPriceList } from "@/lib/services/pricing/lists";
import { PriceListView } from "./price-list-view";

type Props = { params: Promise<{ listId: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { listId } = await params;
  const list = await orNotFound(getPriceList(await requireActor(), { id: listId }));
  return { title: `${list.name} · Price lists` };
}

export default async function PriceListPage({ params, searchParams }: Props) {
  const { listId } = await params;
  return <PriceListView listId={listId} params={await searchParams} />;
}
