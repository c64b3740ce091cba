import { ButtonLink } from "@/components/ui/button-link";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { FormAction } from "@/lib/client/form-state";
import type { PlanContent } from "@/lib/domain/offer-content";
import { ColorField } from "./color-field";
import { PeriodField } from "./period-field";

type PlanFormProps<T> = {
  action: FormAction<T>;
  offerId: string;
  plan?: (PlanContent & { revision: number }) | undefined;
  /** For a new plan. */
  color: string;
  /** The other plan that has the one-month trial. */
  trialHolder: string | undefined;
  cancelHref: string;
};

export function PlanForm<T>({ action, offerId, plan, color, trialHolder, cancelHref }: PlanFormProps<T>) {
  return (
    <Form action={action}>
      <input type="hidden" name="offerId" value={offerId} />
      {plan ? (
        <>
          <input type="hidden" name="id" value={plan.id} />
          <input type="hidden" name="revision" value={plan.revision} />
        </>
      ) : null}
      <Field name="name" label="Name" help="The level of service, e.g. “Basic” or “Enterprise”.">
        <Input defaultValue={plan?.name} maxLength={256} autoFocus />
      </Field>
      <ColorField defaultValue={plan?.color ?? color} />
      <PeriodField defaultValue={plan?.periods ?? ["monthly"]} trialHolder={trialHolder} />
      <Field name="description" label="Description" optional help="Whom this plan is for, in a sentence.">
        <Textarea rows={3} defaultValue={plan?.description ?? ""} maxLength={4000} />
      </Field>
      <Field
        name="external_id"
        label="External id"
        optional
        help="The plan’s id in another system, for integrations."
      >
        <Input defaultValue={plan?.externalId ?? ""} maxLength={128} />
      </Field>
      <FormActions>
        <ButtonLink href={cancelHref} scroll={false}>
          Cancel
        </ButtonLink>
        <SubmitButton>{plan ? "Save plan" : "Add plan"}</SubmitButton>
      </FormActions>
    </Form>
  );
}
