"use client";

import { type ReactNode, useState } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import type { Choice } from "@/components/ui/choice";
import { Combobox, MultiCombobox } from "@/components/ui/combobox";
import { DateTimeField } from "@/components/ui/date-field";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Section } from "@/components/ui/page";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { FormAction } from "@/lib/client/form-state";
import { minorUnitDecimals } from "@/lib/domain/currencies";
import { type PriceColumn, predefinedColumns } from "@/lib/domain/price-columns";
import { ColumnsEditor } from "./columns-editor";

/** A vendor's list that a distributor's own can be modelled on. */
export type ModelList = {
  id: string;
  name: string;
  currency: string;
  decimals: number;
  products: { id: string; name: string }[];
  columns: PriceColumn[];
};

type PriceListFormProps<T> = {
  action: FormAction<T>;
  currencies: Choice[];
  products: Choice[];
  defaultProducts: string[];
  /** Only for distributors. */
  models: ModelList[] | undefined;
  /** The server's clock, UTC milliseconds. */
  now: number;
};

const firstColumns: PriceColumn[] = predefinedColumns
  .slice(0, 2)
  .map(({ id, name }) => ({ id, name, description: null }));

const ownColumns: PriceColumn[] = predefinedColumns
  .slice(1)
  .map(({ id, name }) => ({ id, name, description: null }));

/** A new price list with its first version, in one column. */
export function PriceListForm<T>(props: PriceListFormProps<T>) {
  const { action, currencies, products, defaultProducts, models, now } = props;
  const [modelId, setModelId] = useState<string | null>(null);
  const model = models?.find((list) => list.id === modelId);
  const columns = model?.columns ?? (models ? ownColumns : firstColumns);
  return (
    <Form action={action} className="gap-5">
      {models ? <ModelSection models={models} onModel={setModelId} /> : null}
      <GeneralSection key={`general-${modelId}`} currencies={currencies} model={model} />
      <Section
        id="products"
        title="Products"
        description="The items of these products get a price. Fixed after creation."
      >
        {model ? (
          <TakenProducts model={model} />
        ) : (
          <Field
            name="products[]"
            label="Products"
            help="At least one. What you add to a product later joins the drafts by itself."
          >
            <MultiCombobox
              items={products}
              defaultValue={defaultProducts}
              placeholder="Search products…"
              emptyText="No product matches."
            />
          </Field>
        )}
      </Section>
      <Section
        id="columns"
        title="Columns"
        description="The prices that each item has, in the order of tables and spreadsheets. They can be changed later."
      >
        <ColumnsEditor key={`columns-${modelId}`} defaultColumns={columns} existing={false} />
      </Section>
      <Section
        id="version"
        title="First version"
        description="Starts as a draft with an empty price for each item. You schedule or activate it when its prices are in."
      >
        <div className="flex flex-col gap-2.5">
          <Field
            name="version.description"
            label="Description"
            optional
            help="What is special about it, e.g. “Prices for 2027”."
          >
            <Input maxLength={2048} />
          </Field>
          <DateTimeField
            name="version.start_at"
            label="Start"
            optional
            min={now}
            help="When it is meant to take effect. It does so only once you schedule it."
          />
        </div>
      </Section>
      <FormActions>
        <ButtonLink href="/price-lists">Cancel</ButtonLink>
        <SubmitButton>Create price list</SubmitButton>
      </FormActions>
    </Form>
  );
}

function TakenProducts({ model }: { model: ModelList }) {
  return (
    <>
      {model.products.map(({ id }) => (
        <input key={id} type="hidden" name="products[]" value={id} />
      ))}
      <p>
        {model.products.map(({ name }) => name).join(", ")}{" "}
        <span className="text-muted-foreground">— as in {model.name}</span>
      </p>
    </>
  );
}

const precisions: Choice[] = Array.from({ length: 9 }, (_, decimals) => ({
  value: decimals === 0 ? "0" : `0.${"0".repeat(decimals - 1)}1`,
  label: decimals === 0 ? "Whole numbers" : `${decimals} decimal${decimals === 1 ? "" : "s"}`,
  description: `e.g. ${decimals === 0 ? "365" : `365.${"25".padEnd(decimals, "0").slice(0, decimals)}`}`,
}));

function precisionOf(decimals: number): string | null {
  return precisions[decimals]?.value ?? null;
}

type GeneralSectionProps = { currencies: Choice[]; model: ModelList | undefined };

function GeneralSection({ currencies, model }: GeneralSectionProps): ReactNode {
  const [precision, setPrecision] = useState<string | null>(precisionOf(model?.decimals ?? 2));
  return (
    <Section id="general" title="General">
      <div className="flex flex-col gap-2.5">
        <Field name="name" label="Name" help="As you and your partners read it, e.g. “North America 2027”.">
          <Input maxLength={512} autoFocus />
        </Field>
        <div className="grid gap-x-4 gap-y-2.5 sm:grid-cols-2">
          <Field name="currency" label="Currency" help="Fixed after creation.">
            <Combobox
              items={currencies}
              defaultValue={model?.currency ?? null}
              onValueChange={(code) => setPrecision(precisionOf(minorUnitDecimals(code ?? "") ?? 2))}
              placeholder="Search by code or name…"
              emptyText="No currency matches."
            />
          </Field>
          <Field
            name="precision"
            label="Precision"
            help="The decimals a price may have. Fixed after creation."
          >
            <Select items={precisions} value={precision} onValueChange={setPrecision} />
          </Field>
        </div>
        <Field name="description" label="Description" optional>
          <Textarea rows={3} maxLength={2048} />
        </Field>
      </div>
    </Section>
  );
}

type ModelSectionProps = { models: ModelList[]; onModel: (id: string | null) => void };

function ModelSection({ models, onModel }: ModelSectionProps) {
  const [way, setWay] = useState("scratch");
  const none = models.length === 0 ? "No vendor’s price list is on one of your listings yet." : undefined;
  return (
    <Section id="model" title="Model">
      <RadioGroup
        name="way"
        label="Where it starts from"
        inline
        value={way}
        onValueChange={(next) => {
          setWay(next);
          if (next === "scratch") onModel(null);
        }}
        items={[
          {
            value: "scratch",
            label: "From scratch",
            description: "You choose currency, products and columns.",
          },
          {
            value: "model",
            label: "On a vendor’s list",
            description: "Takes over currency, products and columns.",
            ...(none ? { disabledReason: none } : {}),
          },
        ]}
      />
      {way === "model" ? (
        <Field name="model" label="Vendor’s price list">
          <Select
            items={models.map(({ id, name, currency }) => ({
              value: id,
              label: name,
              description: `${id} · ${currency}`,
            }))}
            onValueChange={onModel}
            placeholder="Choose a price list…"
          />
        </Field>
      ) : null}
    </Section>
  );
}
