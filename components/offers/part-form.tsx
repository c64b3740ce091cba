import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { FormAction } from "@/lib/client/form-state";

type PartFormProps<T> = {
  action: FormAction<T>;
  offerId: string;
  /** The one that is edited; absent for a new one. */
  part?: { id: string; name: string; description: string | null; revision: number } | undefined;
  nameHelp: string;
  descriptionHelp: string;
  maxName: number;
  /** “Save group” */
  submit: string;
  cancelHref: string;
  /** Fields of its own, between name and description. */
  children?: ReactNode;
};

/** The form of a feature group, a feature or an item line. */
export function PartForm<T>(props: PartFormProps<T>) {
  const { action, offerId, part, nameHelp, descriptionHelp, maxName, submit, cancelHref, children } = props;
  return (
    <Form action={action}>
      <input type="hidden" name="offerId" value={offerId} />
      {part ? (
        <>
          <input type="hidden" name="id" value={part.id} />
          <input type="hidden" name="revision" value={part.revision} />
        </>
      ) : null}
      <Field name="name" label="Name" help={nameHelp}>
        <Input defaultValue={part?.name} maxLength={maxName} autoFocus />
      </Field>
      {children}
      <Field name="description" label="Description" optional help={descriptionHelp}>
        <Textarea rows={3} defaultValue={part?.description ?? ""} maxLength={4000} />
      </Field>
      <FormActions>
        <ButtonLink href={cancelHref} scroll={false}>
          Cancel
        </ButtonLink>
        <SubmitButton>{submit}</SubmitButton>
      </FormActions>
    </Form>
  );
}
