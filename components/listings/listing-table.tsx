import { StatusBadge } from "@/components/ui/status-badge";
import { RowLink, Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { RelativeTime } from "@/components/ui/timestamp";
import { listingPresentation, listingRequestPresentation } from "@/lib/domain/listing";
import type { ListingRequestState, ListingStatus } from "@/lib/domain/states";

type Row = {
  id: string;
  status: ListingStatus;
  product: { name: string };
  marketplace: { name: string };
  vendorName: string;
  distributorName: string;
  offer: { name: string; version: number | null } | null;
  lists: { pricelist?: { name: string } };
  pending: { state: ListingRequestState } | null;
  updatedAt: Date;
};

type Sort = { href: string; direction?: "asc" | "desc" | undefined };

type ListingTableProps = {
  rows: Row[];
  sort?: (field: string) => Sort;
  /** Whose name stands beside the product: the other party's. */
  partner: "vendor" | "distributor";
  now: number;
};

export function ListingTable({ rows, sort, partner, now }: ListingTableProps) {
  const by = (field: string) => (sort ? { sort: sort(field) } : {});
  return (
    <Table label="Listings">
      <THead>
        <Th {...by("product.name")}>Product</Th>
        <Th {...by("marketplace.name")}>Marketplace</Th>
        <Th>{partner === "vendor" ? "Vendor" : "Distributor"}</Th>
        <Th {...by("status")}>Status</Th>
        <Th>Offer</Th>
        <Th>Price list</Th>
        <Th numeric {...by("updated")}>
          Changed
        </Th>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td>
              <RowLink href={`/listings/${row.id}`}>{row.product.name}</RowLink>
            </Td>
            <Td>{row.marketplace.name}</Td>
            <Td muted>{partner === "vendor" ? row.vendorName : row.distributorName}</Td>
            <Td>
              <span className="inline-flex flex-wrap items-center gap-1.5">
                <StatusBadge plain status={listingPresentation[row.status]} />
                {row.pending ? (
                  <StatusBadge plain status={listingRequestPresentation[row.pending.state]} />
                ) : null}
              </span>
            </Td>
            <Td truncate muted={!row.offer}>
              {row.offer ? `${row.offer.name} v${row.offer.version}` : "None"}
            </Td>
            <Td truncate muted={!row.lists.pricelist}>
              {row.lists.pricelist?.name ?? "None"}
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
