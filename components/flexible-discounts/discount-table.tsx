import { StatusBadge } from "@/components/ui/status-badge";
import { RowLink, Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Timestamp } from "@/components/ui/timestamp";
import { discountStates, discountStatus } from "@/lib/domain/discount";
import type { DiscountType, Segment } from "@/lib/domain/states";
import { listWords, reductionWords } from "./discount-words";

type Row = {
  id: string;
  code: string;
  name: string;
  vendorName: string;
  type: DiscountType;
  percent: string | null;
  values: { country: string; currency: string; value: string }[];
  items: string[];
  segments: Segment[];
  countries: string[];
  startAt: Date;
  endAt: Date | null;
  closed: boolean;
};

type DiscountTableProps = {
  rows: Row[];
  /** Where a header leads that sorts by the field. */
  sort: (field: string) => { href: string; direction?: "asc" | "desc" | undefined };
  showVendor: boolean;
  now: Date;
};

export function DiscountTable({ rows, sort, showVendor, now }: DiscountTableProps) {
  return (
    <Table label="Flexible discounts">
      <THead>
        <Th sort={sort("code")}>Code</Th>
        <Th sort={sort("name")}>Name</Th>
        {showVendor ? <Th sort={sort("owner.name")}>Vendor</Th> : null}
        <Th numeric>Value</Th>
        <Th>Covers</Th>
        <Th>Segments</Th>
        <Th>Countries</Th>
        <Th sort={sort("start_date")}>From</Th>
        <Th sort={sort("end_date")}>Until</Th>
        <Th>Status</Th>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td truncate title={row.code} className="max-w-44">
              <RowLink href={`/flexible-discounts/${row.id}`} className="font-mono text-xs">
                {row.code}
              </RowLink>
            </Td>
            <Td truncate title={row.name} className={showVendor ? "max-w-36" : "max-w-52"}>
              {row.name}
              {row.closed ? <span className="text-muted-foreground"> · closed</span> : null}
            </Td>
            {showVendor ? (
              <Td truncate title={row.vendorName} className="max-w-28">
                {row.vendorName}
              </Td>
            ) : null}
            <Td numeric>{reductionWords(row)}</Td>
            <Td truncate title={row.items.join(", ")}>
              {listWords(row.items, "All products", 1)}
            </Td>
            <Td>{row.segments.join(", ")}</Td>
            <Td className="whitespace-nowrap" title={row.countries.join(", ")}>
              {listWords(row.countries, "All", 1)}
            </Td>
            <Td>
              <Timestamp at={row.startAt.getTime()} zone="utc" dateOnly />
            </Td>
            <Td>{row.endAt ? <Timestamp at={row.endAt.getTime()} zone="utc" dateOnly /> : "No end"}</Td>
            <Td>
              <StatusBadge status={discountStates[discountStatus(row, now)]} plain />
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
