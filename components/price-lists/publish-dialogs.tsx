"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { CheckboxField } from "@/components/ui/checkbox";
import { DateTimeField } from "@/components/ui/date-field";
import { Dialog } from "@/components/ui/dialog";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Skeleton } from "@/components/ui/skeleton";
import { messageOf } from "@/lib/client/api";
import type { FormAction } from "@/lib/client/form-state";
import { readinessOptions } from "@/lib/client/queries";
import { Consequence } from "./consequence";
import { Findings } from "./findings";

type PublishDialogProps<T> = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  version: { id: string; number: number; revision: number };
  /** The version's page, and the number of the version in force: where findings lead. */
  path: string;
  activeNumber: number | undefined;
  action: FormAction<T>;
};

type FrameProps<T> = PublishDialogProps<T> & {
  title: string;
  consequence: ReactNode;
  submit: string;
  children?: ReactNode;
};

/** What both ways of putting a version in force share: findings first, a tick for warnings, no way past what blocks. */
function PublishDialog<T>(props: FrameProps<T>) {
  const { version, action, open, onOpenChange } = props;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="md"
      title={props.title}
      description={props.consequence}
    >
      <Form action={action} guard={false} onSuccess={() => onOpenChange(false)}>
        <input type="hidden" name="id" value={version.id} />
        <input type="hidden" name="revision" value={version.revision} />
        <Checked
          versionId={version.id}
          submit={props.submit}
          path={props.path}
          activeNumber={props.activeNumber}
          onFollow={() => onOpenChange(false)}
        >
          {props.children}
        </Checked>
      </Form>
    </Dialog>
  );
}

type CheckedProps = {
  versionId: string;
  submit: string;
  path: string;
  activeNumber: number | undefined;
  onFollow: () => void;
  children: ReactNode;
};

/** The prices are looked at when the dialog opens: they may have been typed a moment ago. */
function Checked({ versionId, submit, children, ...links }: CheckedProps) {
  const { data: findings, error } = useQuery(readinessOptions(versionId));
  const blocking = findings?.find((finding) => finding.severity === "blocking");
  const waiting = findings || error ? undefined : "The prices are still being checked.";
  return (
    <>
      <div className="rounded-lg border bg-sunken p-3" aria-busy={waiting !== undefined}>
        {findings ? <Findings findings={findings} {...links} /> : null}
        {error ? <Banner tone="danger" title={messageOf(error)} /> : null}
        {waiting ? <Skeleton className="h-10" /> : null}
      </div>
      {findings && findings.length > 0 && !blocking ? (
        <CheckboxField name="confirmed" label="I have looked at the warnings" />
      ) : null}
      {children}
      <FormActions>
        <SubmitButton disabledReason={blocking?.message ?? waiting}>{submit}</SubmitButton>
      </FormActions>
    </>
  );
}

type ScheduleDialogProps<T> = PublishDialogProps<T> & {
  /** The start that it has. */
  startAt: Date | null;
  scheduled: boolean;
  /** The server's clock, UTC milliseconds. */
  now: number;
};

/** The next full hour. */
function nextHour(now: number): number {
  return (Math.floor(now / 3_600_000) + 1) * 3_600_000;
}

export function ScheduleDialog<T>({ startAt, scheduled, now, ...props }: ScheduleDialogProps<T>) {
  const start = startAt && startAt.getTime() > now ? startAt.getTime() : nextHour(now);
  const [chosen, setChosen] = useState<number>();
  const { id, number } = props.version;
  return (
    <PublishDialog
      {...props}
      title={
        scheduled
          ? `Change the start of version ${props.version.number}`
          : `Schedule version ${props.version.number}`
      }
      consequence={
        <>
          Its prices are fixed from now on.{" "}
          <Consequence of={{ versionId: id, at: chosen ?? start }} action="schedule" number={number} />
        </>
      }
      submit={scheduled ? "Change start" : "Schedule version"}
    >
      <DateTimeField
        name="start_at"
        label="Start"
        defaultValue={start}
        onInstant={setChosen}
        min={now}
        help="The instant from which these prices are in force."
      />
    </PublishDialog>
  );
}

export function ActivateDialog<T>(props: PublishDialogProps<T>) {
  const { id, number } = props.version;
  return (
    <PublishDialog
      {...props}
      title={`Activate version ${number} now?`}
      consequence={
        <>
          <Consequence of={{ versionId: id }} action="activate" number={number} /> From then on its prices are
          fixed.
        </>
      }
      submit="Activate version"
    />
  );
}
