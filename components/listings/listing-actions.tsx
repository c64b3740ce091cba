"use client";

import { PermittedLink } from "@/components/channel/permitted-link";
import { Button } from "@/components/ui/button";
import { ConfirmAction } from "@/components/ui/confirm-action";
import type { FormAction } from "@/lib/client/form-state";
import type { ListingStatus } from "@/lib/domain/states";

type ListingActionsProps<T> = {
  listing: {
    id: string;
    status: ListingStatus;
    productId: string;
    product: { name: string };
    marketplace: { name: string };
    pending: { id: string; state: string } | null;
  };
  refused: string | undefined;
  create: FormAction<T>;
};

/** What a vendor can ask for. */
export function ListingActions<T>({ listing, refused, create }: ListingActionsProps<T>) {
  const { id, pending, product, marketplace } = listing;
  const busy = pending
    ? `There is an open request (${pending.id}, ${pending.state}); finish it first.`
    : undefined;
  const reason = refused ?? busy;
  if (listing.status === "unlisted") {
    return (
      <PermittedLink href={`/requests/new?product=${listing.productId}`} variant="primary" refused={reason}>
        Request listing
      </PermittedLink>
    );
  }
  return (
    <>
      {reason ? (
        <Button disabledReason={reason}>Request removal…</Button>
      ) : (
        <ConfirmAction
          trigger={<Button>Request removal…</Button>}
          title={`Ask to remove ${product.name}?`}
          consequence={`This makes a draft of a request. When ${marketplace.name} completes it, the product is no longer sold there; subscriptions keep their prices until they renew.`}
          confirmLabel="Create request"
          action={create}
          fields={{ type: "remove", listing_id: id }}
        />
      )}
      <PermittedLink href={`/requests/new?listing=${id}`} variant="primary" refused={reason}>
        Request update
      </PermittedLink>
    </>
  );
}
