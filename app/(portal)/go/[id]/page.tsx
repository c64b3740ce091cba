import { notFound, redirect } from "next/navigation";
import { requireActor } from "@/app/_edge/actor";

/** Where an object's page is, by its id alone. Children lead to their parent's page; whether it may be seen is decided there. */
const places: [RegExp, (match: RegExpExecArray) => string][] = [
  [
    /^PLV-(\d{3}-\d{3}-\d{3})-(\d{4,})$/,
    ([, list, number]) => `/price-lists/PL-${list}/versions/${Number(number)}`,
  ],
  [/^PL-[\d-]+$/, ([id]) => `/price-lists/${id}`],
  [/^(PRD-\d{3}-\d{3}-\d{3})(-\d{4,})?$/, ([, product]) => `/products/${product}`],
  [/^OFR-[\d-]+$/, ([id]) => `/offers/${id}`],
  [/^(?:PLN|FGR|FTR|OIT)-(\d{3}-\d{3}-\d{3})-\d{4,}$/, ([, offer]) => `/offers/OFR-${offer}`],
  [/^LST-[\d-]+$/, ([id]) => `/listings/${id}`],
  [/^LSTR-[\d-]+$/, ([id]) => `/requests/${id}`],
  [/^MP-\d+$/, ([id]) => `/marketplaces/${id}`],
  [/^TA-[\d-]+$/, ([id]) => `/customers/${id}`],
  [/^WH-[\d-]+$/, ([id]) => `/settings/webhooks/${id}`],
  [/^SU-[\d-]+$/, () => "/settings/tokens"],
  [/^(?:UR|LNK)-[\d-]+$/, () => "/settings/members"],
  [/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/, ([id]) => `/flexible-discounts/${id}`],
];

export default async function GoPage({ params }: { params: Promise<{ id: string }> }) {
  await requireActor();
  const id = decodeURIComponent((await params).id);
  for (const [form, place] of places) {
    const match = form.exec(id);
    if (match) redirect(place(match));
  }
  notFound();
}
