import { ListingTable } from "@/components/listings/listing-table";
import { EmptyState } from "@/components/ui/empty-state";
import { TableCard } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Actor } from "@/lib/domain/access";
import { eq, everything, where } from "@/lib/domain/rql";
import { clock } from "@/lib/services/context";
import { listListings } from "@/lib/services/listings/listings";

/** What is listed on the marketplace. */
export async function ListingsTab({ actor, marketplaceId }: { actor: Actor; marketplaceId: string }) {
  const query = { ...everything, ...where(eq("marketplace.id", marketplaceId)) };
  const { rows, total } = await listListings(actor, query);
  const all = `/listings?marketplace=${marketplaceId}`;
  return (
    <TableCard
      footer={total > rows.length ? <TextLink href={all}>All {total} listings</TextLink> : undefined}
    >
      {rows.length > 0 ? (
        <ListingTable
          rows={rows}
          partner={actor.account.kind === "vendor" ? "distributor" : "vendor"}
          now={clock.now().getTime()}
        />
      ) : (
        <EmptyState title="Nothing is listed here yet">
          A product is listed when the distributor completes a vendor’s listing request.
        </EmptyState>
      )}
    </TableCard>
  );
}
