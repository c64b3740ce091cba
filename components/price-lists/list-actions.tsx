"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmAction } from "@/components/ui/confirm-action";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { FormAction } from "@/lib/client/form-state";
import { listRefusal } from "@/lib/domain/price-list";
import type { PriceListStatus } from "@/lib/domain/states";
import { Consequence } from "./consequence";
import { type BaseVersion, NewVersionDialog } from "./new-version-dialog";

type List = {
  id: string;
  name: string;
  status: PriceListStatus;
  revision: number;
};

type ListActionsProps<A, B, C> = {
  list: List;
  versions: BaseVersion[];
  /** Why this person may change nothing, or undefined. */
  writeRefused: string | undefined;
  publishRefused: string | undefined;
  now: number;
  newVersion: FormAction<A>;
  terminate: FormAction<B>;
  remove: FormAction<C>;
};

type Question = "terminate" | "remove" | "version";

/** What can be done with a price list, from its state table; what cannot says why. */
export function ListActions<A, B, C>(props: ListActionsProps<A, B, C>) {
  const { list, versions, writeRefused, publishRefused, now } = props;
  const [question, setQuestion] = useState<Question>();
  const editRefused = writeRefused ?? listRefusal(list, "edit");
  const fields = { id: list.id, revision: String(list.revision) };
  const dialog = (of: Question) => ({
    open: question === of,
    onOpenChange: (open: boolean) => setQuestion(open ? of : undefined),
  });
  const base = versions.find((version) => version.status === "active") ?? versions[0];
  return (
    <>
      <Menu
        trigger={
          <Button size="icon" aria-label={`More actions for ${list.name}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem
          danger
          disabledReason={publishRefused ?? listRefusal(list, "terminate")}
          onSelect={() => setQuestion("terminate")}
        >
          Terminate price list…
        </MenuItem>
        <MenuSeparator />
        <MenuItem
          danger
          disabledReason={writeRefused ?? listRefusal(list, "remove")}
          onSelect={() => setQuestion("remove")}
        >
          Delete price list…
        </MenuItem>
      </Menu>
      {editRefused ? (
        <Button disabledReason={editRefused}>Edit</Button>
      ) : (
        <ButtonLink href={`/price-lists/${list.id}/edit`} scroll={false} data-shortcut="e">
          Edit
        </ButtonLink>
      )}
      <Button variant="primary" disabledReason={editRefused} onClick={() => setQuestion("version")}>
        New version…
      </Button>
      <NewVersionDialog
        {...dialog("version")}
        versions={versions}
        defaultBase={base?.id}
        now={now}
        action={props.newVersion}
      />
      <ConfirmAction
        {...dialog("terminate")}
        title={`Terminate ${list.name}?`}
        consequence={
          <>
            <Consequence of={{ listId: list.id }} action="terminate" /> Nothing more is accepted. This cannot
            be undone.
          </>
        }
        confirmLabel="Terminate price list"
        danger
        typed={list.name}
        action={props.terminate}
        fields={fields}
      />
      <ConfirmAction
        {...dialog("remove")}
        title={`Delete ${list.name}?`}
        consequence="The price list, its versions and all of their prices are gone. This cannot be undone."
        confirmLabel="Delete price list"
        danger
        typed={list.name}
        action={props.remove}
        fields={fields}
      />
    </>
  );
}
