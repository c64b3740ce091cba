"use client";

import type { ReactNode } from "react";
import { CheckboxField } from "@/components/ui/checkbox";
import { DateTimeField } from "@/components/ui/date-field";
import { Dialog } from "@/components/ui/dialog";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import type { FormAction } from "@/lib/client/form-state";
import type { Finding } from "@/lib/domain/readiness";
import { Findings } from "./findings";

type PublishDialogProps<T> = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  version: { id: string; number: number; revision: number };
  findings: readonly Finding[];
  action: FormAction<T>;
};

type FrameProps<T> = PublishDialogProps<T> & {
  title: string;
  consequence: string;
  submit: string;
  children?: ReactNode;
};

/** What both ways of putting a version in force share: findings first, a tick for warnings, no way past what blocks. */
function PublishDialog<T>(props: FrameProps<T>) {
  const { version, findings, action, open, onOpenChange } = props;
  const blocking = findings.find((finding) => finding.severity === "blocking");
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
        <div className="rounded-lg border bg-sunken p-3">
          <Findings findings={findings} />
        </div>
        {findings.length > 0 && !blocking ? (
          <CheckboxField name="confirmed" label="I have looked at the warnings" />
        ) : null}
        {props.children}
        <FormActions>
          <SubmitButton disabledReason={blocking?.message}>{props.submit}</SubmitButton>
        </FormActions>
      </Form>
    </Dialog>
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
  const start = startAt && startAt.getTime() > now ? startAt.getTime() : undefined;
  return (
    <PublishDialog
      {...props}
      title={
        scheduled
          ? `Change the start of version ${props.version.number}`
          : `Schedule version ${props.version.number}`
      }
      consequence="Its prices are fixed from now on. At the start it takes the place of the version in force, to the millisecond."
      submit={scheduled ? "Change start" : "Schedule version"}
    >
      <DateTimeField
        name="start_at"
        label="Start"
        defaultValue={start ?? nextHour(now)}
        min={now}
        help="The instant from which these prices are in force."
      />
    </PublishDialog>
  );
}

type ActivateDialogProps<T> = PublishDialogProps<T> & {
  /** “Activating v4 replaces v3 now. 2 listings are affected.” */
  consequence: string;
};

export function ActivateDialog<T>({ consequence, ...props }: ActivateDialogProps<T>) {
  return (
    <PublishDialog
      {...props}
      title={`Activate version ${props.version.number} now?`}
      consequence={consequence}
      submit="Activate version"
    />
  );
}
