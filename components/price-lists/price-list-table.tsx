import { StatusBadge } from "@/components/ui/status-badge";
import { RowLink, Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { RelativeTime, Timestamp } from "@/components/ui/timestamp";
import { priceListStates } from "@/lib/domain/price-list";
import type { PriceListStatus, VersionStatus } from "@/lib/domain/states";

type Row = {
  id: string;
  name: string;
  status: PriceListStatus;
  currency: string;
  ownerName: string;
  products: { id: string; name: string }[];
  updatedAt: Date;
};

type VersionAtWork = { priceListId: string; number: number; status: VersionStatus; startAt: Date | null };
type Sort = { href: string; direction?: "asc" | "desc" | undefined };

type PriceListTableProps = {
  rows: Row[];
  /** The active and scheduled versions of these lists. */
  versions: VersionAtWork[];
  /** Where a header leads that sorts by the field. */
  sort: (field: string) => Sort;
  showOwner: boolean;
  /** The server's clock, UTC milliseconds. */
  now: number;
};

export function PriceListTable({ rows, versions, sort, showOwner, now }: PriceListTableProps) {
  const byList = Map.groupBy(versions, (version) => version.priceListId);
  return (
    <Table label="Price lists">
      <THead>
        <Th sort={sort("name")}>Name</Th>
        {showOwner ? <Th sort={sort("owner.name")}>Owner</Th> : null}
        <Th sort={sort("status")}>Status</Th>
        <Th sort={sort("currency")}>Currency</Th>
        <Th>Products</Th>
        <Th>In force</Th>
        <Th>Next start</Th>
        {showOwner ? null : (
          <Th numeric sort={sort("events.updated.at")}>
            Changed
          </Th>
        )}
      </THead>
      <TBody>
        {rows.map((row) => {
          const own = byList.get(row.id) ?? [];
          const names = row.products.map((product) => product.name).join(", ");
          return (
            <Tr key={row.id}>
              <Td truncate title={`${row.name} (${row.id})`}>
                <RowLink href={`/price-lists/${row.id}`}>{row.name}</RowLink>
              </Td>
              {showOwner ? (
                <Td truncate title={row.ownerName}>
                  {row.ownerName}
                </Td>
              ) : null}
              <Td>
                <StatusBadge status={priceListStates[row.status]} plain />
              </Td>
              <Td>{row.currency}</Td>
              <Td truncate title={names}>
                {names}
              </Td>
              <Td>
                <InForce versions={own} />
              </Td>
              <Td>
                <NextStart versions={own} />
              </Td>
              {showOwner ? null : (
                <Td numeric muted>
                  <RelativeTime at={row.updatedAt.getTime()} now={now} />
                </Td>
              )}
            </Tr>
          );
        })}
      </TBody>
    </Table>
  );
}

function Nothing() {
  return <span className="text-muted-foreground">—</span>;
}

function InForce({ versions }: { versions: VersionAtWork[] }) {
  const active = versions.find((version) => version.status === "active");
  return active ? `v${active.number}` : <Nothing />;
}

/** The earliest of the scheduled versions, and how many follow it. */
function NextStart({ versions }: { versions: VersionAtWork[] }) {
  const [next, ...later] = versions
    .flatMap(({ status, startAt, number }) =>
      status === "scheduled" && startAt ? [{ number, at: startAt.getTime() }] : [],
    )
    .sort((a, b) => a.at - b.at);
  if (!next) return <Nothing />;
  return (
    <span className="whitespace-nowrap">
      v{next.number} <Timestamp at={next.at} zone="utc" className="text-muted-foreground" />
      {later.length > 0 ? <span className="text-muted-foreground"> +{later.length}</span> : null}
    </span>
  );
}
