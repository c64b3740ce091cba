"use client";

import type { ReactElement } from "react";
import { DateTimeField } from "@/components/ui/date-field";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import type { FormAction } from "@/lib/client/form-state";
import { versionStates } from "@/lib/domain/price-list";
import type { VersionStatus } from "@/lib/domain/states";

export type BaseVersion = { id: string; number: number; status: VersionStatus; description: string };

type NewVersionDialogProps<T> = {
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** The versions it can start from, and the one that is chosen at first. */
  versions: BaseVersion[];
  defaultBase: string | undefined;
  /** The server's clock, UTC milliseconds. */
  now: number;
  action: FormAction<T>;
};

/** A new draft that starts with the prices of another version, or without any. */
export function NewVersionDialog<T>(props: NewVersionDialogProps<T>) {
  const { versions, defaultBase, now, action, ...dialog } = props;
  return (
    <Dialog
      {...dialog}
      size="md"
      title="New version"
      description="It starts as a draft that only you see. Items added since join it with empty prices."
    >
      <Form action={action} guard={false}>
        <Field name="base" label="Start from">
          <Select
            items={versions.map(({ id, number, status, description }) => ({
              value: id,
              label: `Version ${number}`,
              description: [versionStates[status].word, description].filter(Boolean).join(" · "),
            }))}
            defaultValue={defaultBase ?? null}
          />
        </Field>
        <RadioGroup
          name="points"
          label="Prices"
          inline
          defaultValue="copy"
          items={[
            { value: "copy", label: "Copy them", description: "Then change what is new." },
            { value: "empty", label: "Start empty", description: "Each price is given anew." },
          ]}
        />
        <Field name="description" label="Description" optional help="What is new, e.g. “Prices for 2027”.">
          <Input maxLength={2048} />
        </Field>
        <DateTimeField
          name="start_at"
          label="Start"
          optional
          min={now}
          help="When it is meant to take effect. It does so only once you schedule it."
        />
        <FormActions>
          <SubmitButton>Create version</SubmitButton>
        </FormActions>
      </Form>
    </Dialog>
  );
}
