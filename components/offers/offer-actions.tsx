"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmAction } from "@/components/ui/confirm-action";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { FormAction } from "@/lib/client/form-state";
import { deletionRefusal } from "@/lib/domain/offer";
import type { OfferStatus } from "@/lib/domain/states";

type OfferActionsProps = {
  offer: { id: string; name: string; status: OfferStatus; revision: number; versions: number };
  /** Why this person may change nothing, or undefined. */
  refused: string | undefined;
  remove: FormAction<void>;
};

/** What can be done with an offer; what cannot says why. */
export function OfferActions({ offer, refused, remove }: OfferActionsProps) {
  const [asked, setAsked] = useState(false);
  const base = `/offers/${offer.id}`;
  const versions = offer.versions === 1 ? "its version" : `its ${offer.versions} versions`;
  return (
    <>
      <Menu
        trigger={
          <Button size="icon" aria-label={`More actions for ${offer.name}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem href={`${base}/versions`}>Show versions</MenuItem>
        <MenuSeparator />
        <MenuItem
          danger
          disabledReason={refused ?? deletionRefusal(offer.status)}
          onSelect={() => setAsked(true)}
        >
          Delete offer…
        </MenuItem>
      </Menu>
      {refused ? (
        <>
          <Button disabledReason={refused}>Edit</Button>
          <Button variant="primary" disabledReason={refused}>
            Publish version
          </Button>
        </>
      ) : (
        <>
          <ButtonLink href={`${base}?edit=1`} scroll={false} data-shortcut="e">
            Edit
          </ButtonLink>
          <ButtonLink href={`${base}/versions/new`} variant="primary">
            Publish version
          </ButtonLink>
        </>
      )}
      <ConfirmAction
        open={asked}
        onOpenChange={setAsked}
        title={`Delete ${offer.name}?`}
        consequence={`The offer, its plans and features and ${versions} are gone. This cannot be undone.`}
        confirmLabel="Delete offer"
        danger
        typed={offer.name}
        action={remove}
        fields={{ id: offer.id, revision: String(offer.revision) }}
      />
    </>
  );
}
