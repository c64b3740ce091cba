"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { CopyField } from "@/components/ui/copy-field";
import { DateTimeField } from "@/components/ui/date-field";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import type { FormAction } from "@/lib/client/form-state";
import { tokenModules } from "@/lib/domain/access";

type Made = { id: string; header: string };

const roleChoices = [
  { value: "viewer", label: "Viewer", description: "Reads only." },
  { value: "editor", label: "Editor", description: "Reads and writes." },
  { value: "admin", label: "Admin", description: "Reads and writes all, settings too." },
];

type TokenDialogProps = {
  createAction: FormAction<Made>;
  /** The server's clock, UTC milliseconds. */
  now: number;
};

/** Makes a token and shows its secret this one time; a slip of the hand does not close it then. */
export function TokenDialog({ createAction, now }: TokenDialogProps) {
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<Made>();

  function change(next: boolean) {
    setOpen(next);
    if (next) setMade(undefined);
  }

  return (
    <Dialog
      trigger={
        <Button variant="primary" data-shortcut="c">
          New token
        </Button>
      }
      open={open}
      onOpenChange={change}
      size="md"
      title={made ? "Copy the token now" : "New token"}
      description={
        made
          ? "It is shown only this once; we keep nothing that it could be read from."
          : "A key with which one of your systems uses the API as this account."
      }
      sticky={made !== undefined}
    >
      {made ? (
        <div className="flex flex-col gap-4">
          <CopyField
            label="Authorization header"
            value={made.header}
            copyLabel="Copy token"
            help="Send it whole, “ApiKey” included, as the Authorization header of every request."
          />
          <div className="flex justify-end">
            <Button variant="primary" onClick={() => change(false)}>
              Done
            </Button>
          </div>
        </div>
      ) : (
        <TokenForm createAction={createAction} now={now} onMade={setMade} />
      )}
    </Dialog>
  );
}

function TokenForm(props: TokenDialogProps & { onMade: (made: Made) => void }) {
  const { createAction, now, onMade } = props;
  return (
    <Form action={createAction} guard={false} onSuccess={(state) => onMade(state.data)}>
      <Field name="name" label="Name" help="What will use it, e.g. “ERP export”.">
        <Input maxLength={100} />
      </Field>
      <RadioGroup name="role" label="Role" items={roleChoices} defaultValue="viewer" />
      <fieldset aria-describedby="modules-help">
        <legend className="mb-1.5 font-medium text-sm">
          Modules<span className="ml-1.5 font-normal text-muted-foreground">Optional</span>
        </legend>
        <div className="-mb-3 grid grid-cols-2 gap-x-4 sm:grid-cols-4">
          {tokenModules.map((module) => (
            <CheckboxField
              key={module}
              name="modules[]"
              value={module}
              label={module[0]?.toUpperCase() + module.slice(1)}
            />
          ))}
        </div>
        <p id="modules-help" className="mb-2 text-muted-foreground text-sm">
          Tick what it may use; with none ticked it may use everything.
        </p>
      </fieldset>
      <DateTimeField
        name="expires_at"
        label="Expires"
        optional
        min={now}
        help="Without a date it works until it is revoked."
      />
      <FormActions>
        <SubmitButton>Create token</SubmitButton>
      </FormActions>
    </Form>
  );
}
