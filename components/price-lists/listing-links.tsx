import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import type { ListingStatus } from "@/lib/domain/states";

type Row = { id: string; status: ListingStatus; marketplace: string; product: string; alternative: boolean };

/** Where a price list is in use. */
export function ListingLinks({ rows, owned }: { rows: Row[]; owned: boolean }) {
  if (rows.length === 0) {
    return (
      <p className="text-muted-foreground text-sm">
        {owned
          ? "On no listing now. A listing request puts it on a distributor’s marketplace."
          : "On none of your listings now."}
      </p>
    );
  }
  return (
    <ul className="-mx-2 flex flex-col">
      {rows.map((row) => (
        <li key={row.id}>
          <Link
            href={`/listings/${row.id}`}
            className="flex items-center justify-between gap-2 rounded-md px-2 py-1.5 hover:bg-hover"
          >
            <span className="min-w-0">
              <span className="block truncate font-medium">{row.marketplace}</span>
              <span className="block truncate text-muted-foreground text-sm">{row.product}</span>
            </span>
            {row.alternative ? <Badge>Alternative</Badge> : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}
