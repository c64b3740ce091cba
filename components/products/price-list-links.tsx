import { TextLink } from "@/components/ui/text-link";
import type { PriceListStatus } from "@/lib/domain/states";

type Row = { id: string; name: string; currency: string; status: PriceListStatus };

/** The account's own price lists that hold the product. */
export function PriceListLinks({ rows, owner }: { rows: Row[]; owner: "vendor" | "distributor" }) {
  if (rows.length === 0) {
    return (
      <p className="text-muted-foreground">
        {owner === "vendor"
          ? "None yet. A product is priced by adding it to a price list."
          : "None of your own price lists holds this product."}
      </p>
    );
  }
  return (
    <ul className="flex flex-col gap-2">
      {rows.map((row) => (
        <li key={row.id} className="flex items-baseline justify-between gap-3">
          <TextLink href={`/price-lists/${row.id}`} className="min-w-0 truncate" title={row.name}>
            {row.name}
          </TextLink>
          <span className="shrink-0 text-muted-foreground text-sm">
            {row.currency}, {row.status}
          </span>
        </li>
      ))}
    </ul>
  );
}
