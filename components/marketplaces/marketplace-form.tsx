import { ButtonLink } from "@/components/ui/button-link";
import type { Choice } from "@/components/ui/choice";
import { Combobox, MultiCombobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { FormAction } from "@/lib/client/form-state";
import { countryCodes, countryName } from "@/lib/domain/countries";
import { currencyCodes, currencyName } from "@/lib/domain/currencies";
import { zones } from "@/lib/domain/marketplace";
import { predefinedColumns } from "@/lib/domain/price-columns";

type Marketplace = {
  id: string;
  revision: number;
  name: string;
  description: string | null;
  zone: string;
  currency: string;
  altCurrency1: string | null;
  altCurrency2: string | null;
  countries: string[];
  requiredColumns: string[];
};

type MarketplaceFormProps<T> = { action: FormAction<T>; marketplace?: Marketplace; cancelHref?: string };

const currencies: Choice[] = currencyCodes.map((code) => ({
  value: code,
  label: `${code} · ${currencyName(code)}`,
}));
const countries: Choice[] = countryCodes
  .map((code) => ({ value: code, label: `${countryName(code)} (${code})` }))
  .sort((a, b) => a.label.localeCompare(b.label, "en"));
const zoneChoices: Choice[] = Object.entries(zones).map(([value, label]) => ({ value, label }));
const columns: Choice[] = predefinedColumns.map(({ id, label, meaning }) => ({
  value: id,
  label: `${label} (${id})`,
  description: meaning,
}));

export function MarketplaceForm<T>({ action, marketplace, cancelHref }: MarketplaceFormProps<T>) {
  return (
    <Form action={action}>
      {marketplace ? (
        <>
          <input type="hidden" name="id" value={marketplace.id} />
          <input type="hidden" name="revision" value={marketplace.revision} />
        </>
      ) : null}
      <Field name="name" label="Name" help="As vendors read it, e.g. “United States”.">
        <Input defaultValue={marketplace?.name} maxLength={255} autoFocus={!marketplace} />
      </Field>
      <Field name="description" label="Description" optional>
        <Textarea defaultValue={marketplace?.description ?? ""} maxLength={2000} rows={2} />
      </Field>
      <Field name="zone" label="Zone">
        <Select items={zoneChoices} defaultValue={marketplace?.zone ?? null} />
      </Field>
      <Field name="countries" label="Countries" help="Where its customers are.">
        <MultiCombobox
          items={countries}
          defaultValue={marketplace?.countries ?? []}
          placeholder="Add a country…"
        />
      </Field>
      <Field name="currency" label="Currency" help="The currency of each listing’s price list.">
        <Combobox items={currencies} defaultValue={marketplace?.currency ?? null} />
      </Field>
      <Field name="alt_currency_1" label="First alternative currency" optional>
        <Combobox items={currencies} defaultValue={marketplace?.altCurrency1 ?? null} />
      </Field>
      <Field name="alt_currency_2" label="Second alternative currency" optional>
        <Combobox items={currencies} defaultValue={marketplace?.altCurrency2 ?? null} />
      </Field>
      <Field
        name="required_columns"
        label="Required price columns"
        help="A price list can be listed here only when it has a value in each of these columns."
      >
        <MultiCombobox
          items={columns}
          defaultValue={marketplace?.requiredColumns ?? ["price"]}
          placeholder="Add a column…"
        />
      </Field>
      <FormActions>
        {cancelHref ? <ButtonLink href={cancelHref}>Cancel</ButtonLink> : null}
        <SubmitButton>{marketplace ? "Save marketplace" : "Create marketplace"}</SubmitButton>
      </FormActions>
    </Form>
  );
}
