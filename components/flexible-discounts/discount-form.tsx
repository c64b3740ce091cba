"use client";

import { useState } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import type { Choice } from "@/components/ui/choice";
import { MultiCombobox } from "@/components/ui/combobox";
import { DateTimeField } from "@/components/ui/date-field";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { FormAction } from "@/lib/client/form-state";
import { countryCodes, countryName } from "@/lib/domain/countries";
import { currencyCodes, currencyName } from "@/lib/domain/currencies";
import type { FlexibleDiscount } from "@/lib/domain/discount";
import { segmentNames } from "@/lib/domain/tier-account";
import { categoryWords, redemptionWords, typeWords } from "./discount-words";
import { ValuesEditor } from "./values-editor";

export type EditedDiscount = FlexibleDiscount & { revision: number };

type DiscountFormProps<T> = {
  action: FormAction<T>;
  discount?: EditedDiscount;
  /** It has been live: only name, description and end are asked. */
  onlyTerms?: boolean;
  /** The vendor's items, by MPN. */
  items: Choice[];
  cancelHref: string;
};

const countries: Choice[] = countryCodes
  .map((code) => ({ value: code, label: `${countryName(code)} (${code})` }))
  .sort((a, b) => a.label.localeCompare(b.label, "en"));
const currencies: Choice[] = currencyCodes.map((code) => ({
  value: code,
  label: `${code} · ${currencyName(code)}`,
}));
const segments: Choice[] = Object.entries(segmentNames).map(([value, label]) => ({ value, label }));
const choices = (words: Record<string, { label: string; description: string }>): Choice[] =>
  Object.entries(words).map(([value, word]) => ({ value, ...word }));

export function DiscountForm<T>({ action, discount, onlyTerms, items, cancelHref }: DiscountFormProps<T>) {
  return (
    <Form action={action}>
      {discount ? (
        <>
          <input type="hidden" name="id" value={discount.id} />
          <input type="hidden" name="revision" value={discount.revision} />
        </>
      ) : null}
      <Field name="name" label="Name">
        <Input defaultValue={discount?.name} maxLength={255} autoFocus />
      </Field>
      <Field name="description" label="Description" optional help="Tells who qualifies, in your words.">
        <Textarea defaultValue={discount?.description ?? ""} rows={2} maxLength={2048} />
      </Field>
      {onlyTerms ? null : (
        <>
          <Field
            name="code"
            label="Code"
            help="Typed at checkout, in any case. Only one discount at a time may have it."
          >
            <Input defaultValue={discount?.code} maxLength={64} className="font-mono" spellCheck={false} />
          </Field>
          <Reduction discount={discount} />
          <DateTimeField name="start_date" label="Starts" defaultValue={discount?.startAt.getTime()} />
        </>
      )}
      <DateTimeField
        name="end_date"
        label="Ends"
        optional
        help="The last instant at which it can be used. Empty has no end."
        defaultValue={discount?.endAt?.getTime()}
      />
      {onlyTerms ? null : (
        <>
          <Audience discount={discount} items={items} />
          <Rules discount={discount} />
        </>
      )}
      <FormActions>
        <ButtonLink href={cancelHref} replace scroll={false}>
          Cancel
        </ButtonLink>
        <SubmitButton>{discount ? "Save flexible discount" : "Create flexible discount"}</SubmitButton>
      </FormActions>
    </Form>
  );
}

function Reduction({ discount }: { discount: EditedDiscount | undefined }) {
  const [type, setType] = useState<string>(discount?.type ?? "PERCENTAGE_DISCOUNT");
  return (
    <>
      <RadioGroup
        name="type"
        label="Type"
        items={choices(typeWords)}
        inline
        value={type}
        onValueChange={setType}
      />
      {type === "PERCENTAGE_DISCOUNT" ? (
        <Field name="value" label="Percentage" help="More than 0, at most 100, with up to 4 decimals.">
          <Input defaultValue={discount?.percent ?? ""} inputMode="decimal" className="w-32 tabular-nums" />
        </Field>
      ) : (
        <ValuesEditor defaultValues={discount?.values ?? []} countries={countries} currencies={currencies} />
      )}
    </>
  );
}

function Audience({ discount, items }: { discount: EditedDiscount | undefined; items: Choice[] }) {
  return (
    <>
      <Field name="segments" label="Market segments">
        <MultiCombobox
          items={segments}
          defaultValue={[...(discount?.segments ?? ["COM"])]}
          placeholder="Add a segment…"
        />
      </Field>
      <Field name="countries" label="Countries" optional help="Empty is every country.">
        <MultiCombobox
          items={countries}
          defaultValue={[...(discount?.countries ?? [])]}
          placeholder="Add a country…"
        />
      </Field>
      <Field name="items" label="Items" optional help="By MPN. Empty covers all of your products.">
        <MultiCombobox items={items} defaultValue={[...(discount?.items ?? [])]} placeholder="Add an item…" />
      </Field>
    </>
  );
}

function Rules({ discount }: { discount: EditedDiscount | undefined }) {
  const [closed, setClosed] = useState(discount?.closed ?? false);
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field name="redemption" label="Redemption">
          <Select items={choices(redemptionWords)} defaultValue={discount?.redemption ?? "unlimited"} />
        </Field>
        <Field name="category" label="Category">
          <Select items={choices(categoryWords)} defaultValue={discount?.category ?? "STANDARD"} />
        </Field>
      </div>
      <DateTimeField
        name="reusable_until"
        label="Reusable until"
        optional
        help="Who used it before its end may use it again until then."
        defaultValue={discount?.reusableUntil?.getTime()}
      />
      <Field name="closed" label="Visibility">
        <Select
          items={[
            { value: "false", label: "Open", description: "Listed, and discovered at checkout." },
            { value: "true", label: "Closed", description: "Found only by its exact code." },
          ]}
          value={String(closed)}
          onValueChange={(value) => setClosed(value === "true")}
        />
      </Field>
      {closed ? (
        <DateTimeField
          name="code_expiry"
          label="Code expires"
          optional
          help="From then on the code finds nothing."
          defaultValue={discount?.codeExpiry?.getTime()}
        />
      ) : null}
    </>
  );
}
