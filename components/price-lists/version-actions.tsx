"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmAction } from "@/components/ui/confirm-action";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { FormAction } from "@/lib/client/form-state";
import { listRefusal, type PriceListFacts } from "@/lib/domain/price-list";
import { type VersionAction, type VersionFacts, versionRefusal } from "@/lib/domain/price-version";
import { Consequence } from "./consequence";
import { DescriptionDialog } from "./description-dialog";
import { type BaseVersion, NewVersionDialog } from "./new-version-dialog";
import { ActivateDialog, ScheduleDialog } from "./publish-dialogs";

type Version = VersionFacts & BaseVersion & { revision: number };

/** The server actions; what they answer does not matter here. */
export type VersionServerActions = Record<
  "schedule" | "unschedule" | "activate" | "remove" | "create" | "describe",
  FormAction
>;

type VersionActionsProps = {
  list: PriceListFacts;
  version: Version;
  versions: Version[];
  writeRefused: string | undefined;
  publishRefused: string | undefined;
  now: number;
  actions: VersionServerActions;
};

type Question = VersionAction | "create" | "describe";

/** What can be done with a version, from the state table; what cannot says why. */
export function VersionActions(props: VersionActionsProps) {
  const { list, version, versions, writeRefused, publishRefused } = props;
  const [question, setQuestion] = useState<Question>();
  const why = (action: VersionAction) =>
    (action === "remove" ? writeRefused : publishRefused) ?? versionRefusal(list, version, action, versions);
  const editRefused = writeRefused ?? listRefusal(list, "edit");
  const ask = (next: Question) => () => setQuestion(next);
  const past = version.status === "active" || version.status === "expired";
  const scheduled = version.status === "scheduled";
  return (
    <>
      <Menu
        trigger={
          <Button size="icon" aria-label={`More actions for version ${version.number}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {past ? (
          <>
            <MenuItem disabledReason={why("schedule")}>Schedule…</MenuItem>
            <MenuItem disabledReason={why("activate")}>Activate now…</MenuItem>
          </>
        ) : (
          <MenuItem disabledReason={editRefused} onSelect={ask("create")}>
            New version from this…
          </MenuItem>
        )}
        <MenuItem disabledReason={editRefused} onSelect={ask("describe")}>
          Edit description…
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger disabledReason={why("remove")} onSelect={ask("remove")}>
          Delete draft…
        </MenuItem>
      </Menu>
      {past ? (
        <Button variant="primary" disabledReason={editRefused} onClick={ask("create")}>
          New version from this…
        </Button>
      ) : (
        <>
          {scheduled ? (
            <Button disabledReason={why("unschedule")} onClick={ask("unschedule")}>
              Unschedule
            </Button>
          ) : null}
          <Button disabledReason={why("activate")} onClick={ask("activate")}>
            Activate now…
          </Button>
          <Button
            variant={scheduled ? "secondary" : "primary"}
            disabledReason={why("schedule")}
            onClick={ask("schedule")}
          >
            {scheduled ? "Change start…" : "Schedule…"}
          </Button>
        </>
      )}
      <Dialogs {...props} question={question} setQuestion={setQuestion} />
    </>
  );
}

type DialogsProps = VersionActionsProps & {
  question: Question | undefined;
  setQuestion: (question: Question | undefined) => void;
};

function Dialogs({ question, setQuestion, list, version, versions, actions, ...props }: DialogsProps) {
  const dialog = (of: Question) => ({
    open: question === of,
    onOpenChange: (open: boolean) => setQuestion(open ? of : undefined),
  });
  const fields = { id: version.id, revision: String(version.revision) };
  const { now } = props;
  const published = {
    version,
    path: `/price-lists/${list.id}/versions/${version.number}`,
    activeNumber: versions.find((other) => other.status === "active" && other.id !== version.id)?.number,
  };
  return (
    <>
      <ScheduleDialog
        {...dialog("schedule")}
        {...published}
        startAt={version.startAt}
        scheduled={version.status === "scheduled"}
        now={now}
        action={actions.schedule}
      />
      <ActivateDialog {...dialog("activate")} {...published} action={actions.activate} />
      <NewVersionDialog
        {...dialog("create")}
        versions={versions}
        defaultBase={version.id}
        now={now}
        action={actions.create}
      />
      <DescriptionDialog {...dialog("describe")} version={version} action={actions.describe} />
      <ConfirmAction
        {...dialog("unschedule")}
        title={`Unschedule version ${version.number}?`}
        consequence={
          <>
            It becomes a draft again: its prices can be edited, its start is forgotten, and nobody else sees
            it.{" "}
            <Consequence
              of={{ versionId: version.id, at: version.startAt?.getTime() }}
              action="unschedule"
              number={version.number}
            />
          </>
        }
        confirmLabel="Unschedule version"
        action={actions.unschedule}
        fields={fields}
      />
      <ConfirmAction
        {...dialog("remove")}
        title={`Delete version ${version.number}?`}
        consequence="The draft and its prices are gone. This cannot be undone."
        confirmLabel="Delete draft"
        danger
        action={actions.remove}
        fields={{ ...fields, listId: list.id }}
      />
    </>
  );
}
