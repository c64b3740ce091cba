import { PermittedLink } from "@/components/channel/permitted-link";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";

/** `refused`: why this person may make no discount, or undefined. */
export function NewDiscountLink({ refused }: { refused: string | undefined }) {
  return (
    <PermittedLink href="/flexible-discounts/new" variant="primary" shortcut="c" refused={refused}>
      New flexible discount
    </PermittedLink>
  );
}

type NoDiscountsProps = {
  /** How many there are whatever their status. */
  all: number;
  searched: boolean;
  isVendor: boolean;
  refused: string | undefined;
};

/** What stands in the place of an empty table. */
export function NoDiscounts({ all, searched, isVendor, refused }: NoDiscountsProps) {
  if (all > 0) {
    return (
      <EmptyState
        kind="no-match"
        title={searched ? "No flexible discounts match" : "No flexible discounts with this status"}
        action={<ButtonLink href="/flexible-discounts?status=all">Show all</ButtonLink>}
      />
    );
  }
  if (!isVendor) {
    return (
      <EmptyState title="No flexible discounts yet">
        A vendor’s discounts show up here while you have an active contract with it.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No flexible discounts yet" action={<NewDiscountLink refused={refused} />}>
      A discount takes a percentage or an amount off each unit’s price, from one instant to another, for the
      market segments, countries and items that you choose.
    </EmptyState>
  );
}
