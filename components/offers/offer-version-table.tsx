"use client";

import { Eye, EyeOff, FileDiff } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { ConfirmAction } from "@/components/ui/confirm-action";
import { MenuItem, MenuSeparator, RowMenu } from "@/components/ui/menu";
import { RowLink, RowMenuCell, Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Timestamp } from "@/components/ui/timestamp";
import type { FormAction } from "@/lib/client/form-state";

export type OfferVersionItem = {
  number: number;
  public: boolean;
  changesDescription: string | null;
  at: number;
  by: string;
  revision: number;
  /** How many listings and open requests carry it. */
  carriers: number;
  /** Why it cannot be made private, or undefined. */
  kept: string | undefined;
};

type OfferVersionTableProps = {
  offerId: string;
  /** Newest first. */
  versions: OfferVersionItem[];
  /** Why this person may change nothing, or undefined. */
  refused: string | undefined;
  setPublic: FormAction<unknown>;
};

/** The immutable versions of an offer; only whether each is public can change. */
export function OfferVersionTable({ offerId, versions, refused, setPublic }: OfferVersionTableProps) {
  const [asked, setAsked] = useState<OfferVersionItem>();
  const toPublic = asked?.public === false;
  return (
    <>
      <Table label="Versions" scroll="box">
        <THead>
          <Th>Version</Th>
          <Th>Visibility</Th>
          <Th>What changed</Th>
          <Th>Published</Th>
          <Th numeric>Carried by</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </THead>
        <TBody>
          {versions.map((version) => (
            <VersionRow
              key={version.number}
              offerId={offerId}
              version={version}
              refused={refused}
              ask={() => setAsked(version)}
            />
          ))}
        </TBody>
      </Table>
      <ConfirmAction
        open={asked !== undefined}
        onOpenChange={(open) => (open ? undefined : setAsked(undefined))}
        title={`Make version ${asked?.number} ${toPublic ? "public" : "private"}?`}
        consequence={
          toPublic
            ? "Listing requests can carry it. Who is party to them reads it."
            : "No new listing request can carry it. It can be made public again."
        }
        confirmLabel={toPublic ? "Make public" : "Make private"}
        action={setPublic}
        fields={{
          offerId,
          number: String(asked?.number ?? 0),
          revision: String(asked?.revision ?? 0),
          public: String(toPublic),
        }}
      />
    </>
  );
}

type VersionRowProps = {
  offerId: string;
  version: OfferVersionItem;
  refused: string | undefined;
  ask: () => void;
};

function VersionRow({ offerId, version, refused, ask }: VersionRowProps) {
  const href = `/offers/${offerId}/versions/${version.number}`;
  return (
    <Tr>
      <Td>
        <RowLink href={href} className="whitespace-nowrap">
          Version {version.number}
        </RowLink>
      </Td>
      <Td>{version.public ? <Badge tone="success">Public</Badge> : <Badge>Private</Badge>}</Td>
      <Td className="min-w-48" muted={!version.changesDescription}>
        <span className="line-clamp-2" title={version.changesDescription ?? undefined}>
          {version.changesDescription ?? "—"}
        </span>
      </Td>
      <Td className="whitespace-nowrap">
        <Timestamp at={version.at} />
        <span className="block text-muted-foreground text-xs">{version.by}</span>
      </Td>
      <Td numeric muted={version.carriers === 0} title={version.kept}>
        {version.carriers}
      </Td>
      <RowMenuCell>
        <RowMenu label={`Actions for version ${version.number}`}>
          <MenuItem icon={<FileDiff aria-hidden />} href={href}>
            Show what changed
          </MenuItem>
          <MenuSeparator />
          {version.public ? (
            <MenuItem icon={<EyeOff aria-hidden />} disabledReason={refused ?? version.kept} onSelect={ask}>
              Make private…
            </MenuItem>
          ) : (
            <MenuItem icon={<Eye aria-hidden />} disabledReason={refused} onSelect={ask}>
              Make public…
            </MenuItem>
          )}
        </RowMenu>
      </RowMenuCell>
    </Tr>
  );
}
