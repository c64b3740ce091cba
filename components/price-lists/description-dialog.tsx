"use client";

import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Textarea } from "@/components/ui/textarea";
import type { FormAction } from "@/lib/client/form-state";

type DescriptionDialogProps<T> = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  version: { id: string; number: number; revision: number; description: string };
  action: FormAction<T>;
};

export function DescriptionDialog<T>({ version, action, ...dialog }: DescriptionDialogProps<T>) {
  return (
    <Dialog {...dialog} title={`Description of version ${version.number}`}>
      <Form action={action} guard={false} onSuccess={() => dialog.onOpenChange(false)}>
        <input type="hidden" name="id" value={version.id} />
        <input type="hidden" name="revision" value={version.revision} />
        <Field name="description" label="Description" optional hideLabel>
          <Textarea defaultValue={version.description} rows={4} maxLength={2048} />
        </Field>
        <FormActions>
          <SubmitButton>Save description</SubmitButton>
        </FormActions>
      </Form>
    </Dialog>
  );
}
