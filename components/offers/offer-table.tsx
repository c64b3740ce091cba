import { Badge } from "@/components/ui/badge";
import { StatusBadge } from "@/components/ui/status-badge";
import { RowLink, Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { RelativeTime } from "@/components/ui/timestamp";
import { audienceNames, offerPresentation } from "@/lib/domain/offer";
import type { Audience, OfferStatus } from "@/lib/domain/states";

type Row = {
  id: string;
  name: string;
  status: OfferStatus;
  audience: Audience | null;
  product: { name: string };
  vendorName: string;
  version: number;
  shownVersion: number | null;
  listings: number;
  updatedAt: Date;
};

type Sort = { href: string; direction?: "asc" | "desc" | undefined };

type OfferTableProps = {
  rows: Row[];
  /** Where a header leads that sorts by the field. */
  sort: (field: string) => Sort;
  /** For the vendor: states and changes. Others see what is published and by whom. */
  own: boolean;
  /** The server's clock, UTC milliseconds. */
  now: number;
};

export function OfferTable({ rows, sort, own, now }: OfferTableProps) {
  return (
    <Table label="Offers">
      <THead>
        <Th sort={sort("name")}>Name</Th>
        <Th sort={sort("product.name")}>Product</Th>
        {own ? null : <Th sort={sort("owner.name")}>Vendor</Th>}
        <Th sort={sort("audience")}>Audience</Th>
        {own ? <Th sort={sort("status")}>Status</Th> : null}
        <Th numeric>Version</Th>
        <Th numeric>Listings</Th>
        {own ? (
          <Th numeric sort={sort("events.updated.at")}>
            Changed
          </Th>
        ) : null}
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td truncate title={row.name}>
              <RowLink href={`/offers/${row.id}`}>{row.name}</RowLink>
            </Td>
            <Td truncate title={row.product.name}>
              {row.product.name}
            </Td>
            {own ? null : (
              <Td truncate title={row.vendorName}>
                {row.vendorName}
              </Td>
            )}
            <Td>
              {row.audience ? (
                <Badge>{audienceNames[row.audience]}</Badge>
              ) : (
                <span className="text-muted-foreground">Anyone</span>
              )}
            </Td>
            {own ? (
              <Td>
                <StatusBadge status={offerPresentation[row.status]} plain />
              </Td>
            ) : null}
            <Td numeric>{own ? row.version : (row.shownVersion ?? "—")}</Td>
            <Td numeric muted={row.listings === 0}>
              {row.listings}
            </Td>
            {own ? (
              <Td numeric muted>
                <RelativeTime at={row.updatedAt.getTime()} now={now} />
              </Td>
            ) : null}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
