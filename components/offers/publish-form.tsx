import { ButtonLink } from "@/components/ui/button-link";
import { CheckboxField } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Textarea } from "@/components/ui/textarea";
import type { FormAction } from "@/lib/client/form-state";

type PublishFormProps<T> = {
  action: FormAction<T>;
  offer: { id: string; revision: number };
  /** The number that the version will have. */
  number: number;
  cancelHref: string;
};

export function PublishForm<T>({ action, offer, number, cancelHref }: PublishFormProps<T>) {
  return (
    <Form action={action}>
      <input type="hidden" name="offerId" value={offer.id} />
      <input type="hidden" name="revision" value={offer.revision} />
      <Field
        name="changes_description"
        label="What changed"
        optional
        help="Distributors read it beside the difference when they are offered the version."
      >
        <Textarea rows={3} maxLength={4000} autoFocus />
      </Field>
      <CheckboxField
        name="public"
        defaultChecked
        label="Public"
        help="Listing requests can carry it from now on. A private version can be made public later."
      />
      <FormActions>
        <ButtonLink href={cancelHref}>Cancel</ButtonLink>
        <SubmitButton>Publish version {number}</SubmitButton>
      </FormActions>
    </Form>
  );
}
