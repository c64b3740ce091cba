"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import { Tabs } from "@/components/ui/tabs";

type OfferTabsProps = {
  offerId: string;
  counts: { plans: number; features: number; items: number; versions: number };
};

/** The parts of an offer, each with its address. */
export function OfferTabs({ offerId, counts }: OfferTabsProps) {
  const segment = useSelectedLayoutSegment();
  const base = `/offers/${offerId}`;
  const tab = (name: keyof typeof counts, label: string) => ({
    label,
    href: `${base}/${name}`,
    current: segment === name,
    count: counts[name],
  });
  return (
    <Tabs
      label="Parts of the offer"
      items={[
        { label: "Overview", href: base, current: segment === null },
        tab("plans", "Plans"),
        tab("features", "Features"),
        tab("items", "Items"),
        tab("versions", "Versions"),
      ]}
    />
  );
}
