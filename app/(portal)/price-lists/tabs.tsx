import { hrefWith } from "@/app/_edge/page";
import { Tabs } from "@/components/ui/tabs";
import type { Actor } from "@/lib/domain/access";
import { priceListStates } from "@/lib/domain/price-list";
import { type PriceListStatus, priceListStatuses } from "@/lib/domain/states";
import { priceListCounts } from "@/lib/services/pricing/lists";

export const indexPath = "/price-lists";

type Current = PriceListStatus | "all" | "timeline" | "in-force";
type PriceListTabsProps = {
  actor: Actor;
  current: Current;
  /** The index's own parameters, which its tabs keep. */
  params?: Record<string, string | string[] | undefined>;
};

/** The views of price lists: by status, along time, and what items cost where. */
export async function PriceListTabs({ actor, current, params = {} }: PriceListTabsProps) {
  const counts = await priceListCounts(actor);
  const owns = actor.account.kind !== "reseller";
  const statuses = priceListStatuses.filter((known) => owns || known !== "draft");
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <Tabs
      label="Price lists by status"
      items={[
        {
          label: "All",
          href: hrefWith(indexPath, params, { status: undefined }),
          current: current === "all",
          count: all,
        },
        ...statuses.map((known) => ({
          label: priceListStates[known].word,
          href: hrefWith(indexPath, params, { status: known }),
          current: known === current,
          count: counts[known] ?? 0,
        })),
        { label: "Timeline", href: `${indexPath}/timeline`, current: current === "timeline" },
        { label: "Prices in force", href: `${indexPath}/in-force`, current: current === "in-force" },
      ]}
    />
  );
}
