import { DescriptionList } from "@/components/ui/description-list";
import { commitmentName, type ItemContent, itemPeriodNames, itemTypeNames } from "@/lib/domain/item";
import { unitOf } from "@/lib/domain/units";

/** How an item is sold: what stays as it is once it is published. */
export function ItemFacts({ item }: { item: ItemContent }) {
  const { description, unit } = unitOf(item.unitId);
  return (
    <DescriptionList
      className="grid-cols-2 rounded-lg border bg-sunken p-3"
      items={[
        { term: "Type", value: itemTypeNames[item.type] },
        { term: "Billing period", value: itemPeriodNames[item.period] },
        { term: "Commitment", value: commitmentName(item.period, item.commitment) },
        { term: "Unit", value: `${description} (${unit})` },
        {
          term: "Precision",
          value: item.quantityDecimals === 0 ? "Whole numbers" : `${item.quantityDecimals} decimals`,
        },
      ]}
    />
  );
}
