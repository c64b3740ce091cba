import { StatusBadge } from "@/components/ui/status-badge";
import { RowLink, Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { RelativeTime } from "@/components/ui/timestamp";
import { listingRequestPresentation, listingRequestTypeNames } from "@/lib/domain/listing";
import type { By, ListingRequestState, ListingRequestType } from "@/lib/domain/states";

type Row = {
  id: string;
  type: ListingRequestType;
  state: ListingRequestState;
  product: { name: string };
  marketplace: { name: string };
  vendorName: string;
  distributorName: string;
  assignee: By | null;
  updatedAt: Date;
};

type Sort = { href: string; direction?: "asc" | "desc" | undefined };

type RequestTableProps = {
  rows: Row[];
  sort: (field: string) => Sort;
  partner: "vendor" | "distributor";
  now: number;
};

export function RequestTable({ rows, sort, partner, now }: RequestTableProps) {
  return (
    <Table label="Listing requests">
      <THead>
        <Th sort={sort("product.name")}>Product</Th>
        <Th sort={sort("type")}>Request</Th>
        <Th sort={sort("marketplace.name")}>Marketplace</Th>
        <Th>{partner === "vendor" ? "Vendor" : "Distributor"}</Th>
        <Th sort={sort("state")}>State</Th>
        <Th>Assignee</Th>
        <Th numeric sort={sort("updated")}>
          Changed
        </Th>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td>
              <RowLink href={`/requests/${row.id}`}>{row.product.name}</RowLink>
            </Td>
            <Td>{listingRequestTypeNames[row.type]}</Td>
            <Td>{row.marketplace.name}</Td>
            <Td muted>{partner === "vendor" ? row.vendorName : row.distributorName}</Td>
            <Td>
              <StatusBadge plain status={listingRequestPresentation[row.state]} />
            </Td>
            <Td muted>{row.assignee?.name ?? "Nobody"}</Td>
            <Td numeric muted>
              <RelativeTime at={row.updatedAt.getTime()} now={now} />
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
