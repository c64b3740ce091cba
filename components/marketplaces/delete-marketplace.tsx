"use client";

import { Button } from "@/components/ui/button";
import { ConfirmAction } from "@/components/ui/confirm-action";
import type { FormAction } from "@/lib/client/form-state";

type Marketplace = { id: string; name: string; revision: number; contracts: number; listings: number };

type DeleteMarketplaceProps = {
  marketplace: Marketplace;
  refused: string | undefined;
  action: FormAction<void>;
};

/** Only an unused marketplace can go. */
export function DeleteMarketplace({ marketplace, refused, action }: DeleteMarketplaceProps) {
  const { id, name, revision, contracts, listings } = marketplace;
  const inUse =
    contracts + listings > 0
      ? "It has contracts or listings. Only an unused marketplace can be deleted."
      : undefined;
  const reason = refused ?? inUse;
  if (reason) return <Button disabledReason={reason}>Delete marketplace…</Button>;
  return (
    <ConfirmAction
      trigger={<Button>Delete marketplace…</Button>}
      title={`Delete ${name}?`}
      consequence="The marketplace and its parameters are gone. This cannot be undone."
      confirmLabel="Delete marketplace"
      danger
      typed={name}
      action={action}
      fields={{ id, revision: String(revision) }}
    />
  );
}
