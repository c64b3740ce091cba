"use client";

import { useState } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { FormAction } from "@/lib/client/form-state";
import {
  commitmentName,
  commitmentsOf,
  type ItemContent,
  type ItemPeriod,
  itemPeriodNames,
  itemPeriods,
  itemPrecisions,
  precisionOf,
} from "@/lib/domain/item";
import type { ItemStatus } from "@/lib/domain/states";
import { units } from "@/lib/domain/units";
import { ItemFacts } from "./item-facts";

type EditedItem = ItemContent & { id: string; status: ItemStatus; revision: number };

type ItemFormProps<T> = {
  action: FormAction<T>;
  productId: string;
  item?: EditedItem;
  closeHref: string;
};

/** A new item, or an item as far as its state lets it be edited. */
export function ItemForm<T>({ action, productId, item, closeHref }: ItemFormProps<T>) {
  const fixed = item !== undefined && item.status !== "draft";
  return (
    <Form action={action}>
      <input type="hidden" name="productId" value={productId} />
      {item ? (
        <>
          <input type="hidden" name="itemId" value={item.id} />
          <input type="hidden" name="revision" value={item.revision} />
        </>
      ) : null}
      <Field name="name" label="Name">
        <Input defaultValue={item?.name} maxLength={255} autoFocus />
      </Field>
      <Field name="mpn" label="MPN" help="The manufacturer part number; unique in the product.">
        <Input defaultValue={item?.mpn} maxLength={64} className="font-mono" spellCheck={false} />
      </Field>
      <Field name="description" label="Description">
        <Textarea defaultValue={item?.description} rows={3} maxLength={4000} />
      </Field>
      {fixed ? <ItemFacts item={item} /> : <Terms item={item} />}
      <Field name="external_id" label="External id" optional help="The item’s id in your own systems.">
        <Input defaultValue={item?.externalId ?? ""} maxLength={128} spellCheck={false} />
      </Field>
      <FormActions>
        <ButtonLink href={closeHref} replace scroll={false}>
          Cancel
        </ButtonLink>
        <SubmitButton>{item ? "Save item" : "Create item"}</SubmitButton>
      </FormActions>
    </Form>
  );
}

const typeChoices = [
  { value: "reservation", label: "Reservation", description: "A quantity is bought, in whole numbers." },
  { value: "ppu", label: "Pay-per-use", description: "What is used is billed each month." },
];

const unitChoices = units.map(({ id, description, unit }) => ({
  value: id,
  label: description,
  description: unit,
}));

/** How the item is sold. What one choice rules out is not offered by the next. */
function Terms({ item }: { item: ItemContent | undefined }) {
  const [type, setType] = useState<string>(item?.type ?? "reservation");
  const [chosen, setPeriod] = useState<ItemPeriod>(item?.period ?? "yearly");
  const period = type === "ppu" ? "monthly" : chosen;
  const commitments = type === "ppu" ? [1] : commitmentsOf(period);
  const precisions = type === "ppu" ? Object.values(itemPrecisions) : [0];
  return (
    <>
      <RadioGroup name="type" label="Type" items={typeChoices} value={type} onValueChange={setType} inline />
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <Field
          name="period"
          label="Billing period"
          help={type === "ppu" ? "Pay-per-use is billed monthly." : undefined}
        >
          <Select
            key={type}
            items={itemPeriods
              .filter((known) => type !== "ppu" || known === "monthly")
              .map((known) => ({ value: known, label: itemPeriodNames[known] }))}
            value={period}
            onValueChange={(value) => {
              const known = itemPeriods.find((name) => name === value);
              if (known) setPeriod(known);
            }}
          />
        </Field>
        <Field
          name="commitment.count"
          label="Commitment"
          help={commitments.length === 1 ? "None is possible for this period." : undefined}
        >
          <Select
            key={`${type} ${period}`}
            items={commitments.map((count) => ({
              value: String(count),
              label: commitmentName(period, count),
            }))}
            defaultValue={String(
              item && item.period === period && commitments.includes(item.commitment) ? item.commitment : 1,
            )}
          />
        </Field>
        <Field name="unit.id" label="Unit">
          <Combobox items={unitChoices} defaultValue={item?.unitId ?? "licenses"} />
        </Field>
        <Field
          name="precision"
          label="Precision of a quantity"
          help={precisions.length === 1 ? "A reservation is counted in whole numbers." : undefined}
        >
          <Select
            key={type}
            items={precisions.map((decimals) => ({
              value: precisionOf(decimals),
              label: decimals === 0 ? "Whole numbers" : `${decimals} decimal${decimals === 1 ? "" : "s"}`,
            }))}
            defaultValue={precisionOf(
              item && precisions.includes(item.quantityDecimals) ? item.quantityDecimals : 0,
            )}
          />
        </Field>
      </div>
    </>
  );
}
