import { StatusBadge } from "@/components/ui/status-badge";
import { RowLink, Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { RelativeTime } from "@/components/ui/timestamp";
import { productPresentation } from "@/lib/domain/product";
import type { ProductStatus } from "@/lib/domain/states";

type Row = {
  id: string;
  name: string;
  status: ProductStatus;
  version: number;
  itemCount: number;
  vendorName: string;
  updatedAt: Date;
};

type Sort = { href: string; direction?: "asc" | "desc" | undefined };

type ProductTableProps = {
  rows: Row[];
  /** Where a header leads that sorts by the field. */
  sort: (field: string) => Sort;
  showVendor: boolean;
  /** The server's clock, UTC milliseconds. */
  now: number;
};

export function ProductTable({ rows, sort, showVendor, now }: ProductTableProps) {
  return (
    <Table label="Products">
      <THead>
        <Th sort={sort("name")}>Name</Th>
        <Th>Id</Th>
        {showVendor ? <Th sort={sort("owner.name")}>Vendor</Th> : null}
        <Th sort={sort("status")}>Status</Th>
        <Th numeric>Items</Th>
        <Th numeric>Version</Th>
        <Th numeric sort={sort("updated")}>
          Changed
        </Th>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td truncate title={row.name}>
              <RowLink href={`/products/${row.id}`}>{row.name}</RowLink>
            </Td>
            <Td muted className="whitespace-nowrap font-mono text-xs">
              {row.id}
            </Td>
            {showVendor ? (
              <Td truncate title={row.vendorName}>
                {row.vendorName}
              </Td>
            ) : null}
            <Td>
              <StatusBadge status={productPresentation[row.status]} plain />
            </Td>
            <Td numeric>{row.itemCount.toLocaleString("en")}</Td>
            <Td numeric muted={row.version === 0}>
              {row.version === 0 ? "—" : row.version}
            </Td>
            <Td numeric muted>
              <RelativeTime at={row.updatedAt.getTime()} now={now} />
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
