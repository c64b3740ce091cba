import { CheckboxField } from "@/components/ui/checkbox";
import type { Choice } from "@/components/ui/choice";
import { MultiCombobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import type { FormAction } from "@/lib/client/form-state";
import { discountParameters } from "@/lib/domain/discount-parameters";

type ParametersFormProps<T> = {
  action: FormAction<T>;
  marketplaceId: string;
  /** By parameter id. */
  values: Record<string, boolean | string>;
  resellers: { id: string; name: string }[];
  refused: string | undefined;
};

/** The four flexible discount parameters of a marketplace (DESIGN §8). */
export function ParametersForm<T>({
  action,
  marketplaceId,
  values,
  resellers,
  refused,
}: ParametersFormProps<T>) {
  const tiersId = "flex_disc_console_available_tiers";
  const chosen = String(values[tiersId] ?? "")
    .split(",")
    .filter(Boolean);
  const tiers: Choice[] = [
    { value: "ALL", label: "All resellers", description: "Also those that are added later" },
    ...resellers.map(({ id, name }) => ({ value: id, label: name, description: id })),
  ];
  return (
    <Form action={action}>
      <input type="hidden" name="id" value={marketplaceId} />
      {Object.entries(discountParameters).map(([id, { name, description, kind }]) =>
        kind === "switch" ? (
          <CheckboxField
            key={id}
            name={id}
            value="true"
            label={name}
            help={
              <>
                {description} <code className="font-mono text-xs">{id}</code>
              </>
            }
            defaultChecked={values[id] === true}
          />
        ) : null,
      )}
      <Field
        name={tiersId}
        label={discountParameters[tiersId].name}
        help={
          <>
            The resellers that may see discounts; none means nobody.{" "}
            <code className="font-mono text-xs">{tiersId}</code>
          </>
        }
      >
        <MultiCombobox items={tiers} defaultValue={chosen} placeholder="Add a reseller…" />
      </Field>
      <FormActions>
        <SubmitButton disabledReason={refused}>Save parameters</SubmitButton>
      </FormActions>
    </Form>
  );
}
