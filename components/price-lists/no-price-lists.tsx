import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import type { AccountKind } from "@/lib/domain/access";

/** `refused`: why this person may make no price list, or undefined. */
export function NewPriceListButton({ refused }: { refused: string | undefined }) {
  if (refused) {
    return (
      <Button variant="primary" disabledReason={refused}>
        New price list
      </Button>
    );
  }
  return (
    <ButtonLink href="/price-lists/new" variant="primary" data-shortcut="c">
      New price list
    </ButtonLink>
  );
}

type NoPriceListsProps = { kind: AccountKind; refused: string | undefined; filtered: boolean };

/** What stands in the place of an empty table. */
export function NoPriceLists({ kind, refused, filtered }: NoPriceListsProps) {
  if (filtered) {
    return (
      <EmptyState
        kind="no-match"
        title="No price lists match"
        action={<ButtonLink href="/price-lists">Clear filters</ButtonLink>}
      />
    );
  }
  if (kind === "reseller") {
    return (
      <EmptyState title="No price lists yet">
        A price list shows up here when your distributor lists a product with it.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No price lists yet" action={<NewPriceListButton refused={refused} />}>
      {kind === "vendor"
        ? "A price list says what each item of your products costs, in one currency. It takes effect version by version, at the instant you choose."
        : "A vendor’s price list shows up here when it is listed on one of your marketplaces. Your own lists set what customers and resellers pay there."}
    </EmptyState>
  );
}
