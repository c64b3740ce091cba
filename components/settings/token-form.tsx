"use client";

import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { CopyButton } from "@/components/ui/copy-button";
import { DateTimeField } from "@/components/ui/date-field";
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
  { value: "admin", label: "Admin", description: "Also manages tokens." },
];

/** Makes a token and shows its secret this one time. */
export function TokenForm({ createAction }: { createAction: FormAction<Made> }) {
  const [made, setMade] = useState<Made | null>(null);
  if (made) return <MadeToken made={made} onDone={() => setMade(null)} />;
  return (
    <Form action={createAction} onSuccess={(state) => setMade(state.data)}>
      <Field name="name" label="Name" help="What will use it, e.g. “ERP export”.">
        <Input maxLength={100} />
      </Field>
      <RadioGroup name="role" label="Role" items={roleChoices} defaultValue="viewer" inline />
      <fieldset>
        <legend className="mb-1.5 font-medium text-sm">Modules</legend>
        <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-4">
          {tokenModules.map((module) => (
            <CheckboxField
              key={module}
              name="modules[]"
              value={module}
              label={module[0]?.toUpperCase() + module.slice(1)}
            />
          ))}
        </div>
        <p className="text-muted-foreground text-sm">None ticked means all modules.</p>
      </fieldset>
      <DateTimeField
        name="expires_at"
        label="Expires at"
        optional
        help="Without a date it works until it is revoked."
      />
      <FormActions>
        <SubmitButton>Create token</SubmitButton>
      </FormActions>
    </Form>
  );
}

function MadeToken({ made, onDone }: { made: Made; onDone: () => void }) {
  return (
    <Banner
      tone="success"
      role="status"
      title="Copy the token now: it is shown only this once"
      actions={<Button onClick={onDone}>Done</Button>}
    >
      <p className="mt-1 flex items-center gap-1">
        <code className="break-all font-mono text-sm">{made.header}</code>
        <CopyButton value={made.header} what="token" />
      </p>
      <p className="text-muted-foreground text-sm">Send it as the Authorization header.</p>
    </Banner>
  );
}
