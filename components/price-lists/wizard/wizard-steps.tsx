"use client";

import { type ReactNode, useState } from "react";
import type { Choice } from "@/components/ui/choice";
import { Combobox, MultiCombobox } from "@/components/ui/combobox";
import { DateTimeField } from "@/components/ui/date-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Section } from "@/components/ui/page";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { WizardDraft, WizardStep } from "@/lib/domain/price-list-wizard";
import { ColumnsEditor } from "../columns-editor";
import { type ModelList, precisionOfCurrency, precisionText } from "./wizard-draft";

type StepFieldsProps = {
  step: WizardStep;
  draft: WizardDraft;
  currencies: Choice[];
  products: Choice[];
  models: ModelList[] | undefined;
  now: number;
};

/** The fields of one step, filled with what was typed before. */
export function StepFields(props: StepFieldsProps): ReactNode {
  const { step, draft, models = [] } = props;
  const model = draft.way === "model" ? models.find(({ id }) => id === draft.model) : undefined;
  if (step === "model") return <ModelStep draft={draft} models={models} />;
  if (step === "general") return <GeneralStep {...props} />;
  if (step === "products") return <ProductsStep {...props} model={model} />;
  if (step === "columns") return <ColumnsStep draft={draft} />;
  return <VersionStep draft={draft} now={props.now} />;
}

function ModelStep({ draft, models }: { draft: WizardDraft; models: ModelList[] }) {
  const [way, setWay] = useState<string>(draft.way);
  const none = models.length === 0 ? "No vendor’s price list is on one of your listings yet." : undefined;
  return (
    <Section id="model" title="Model" description="Your own list sets what customers and resellers pay you.">
      <RadioGroup
        name="way"
        label="Where it starts from"
        inline
        value={way}
        onValueChange={setWay}
        items={[
          {
            value: "scratch",
            label: "From scratch",
            description: "You choose currency, products and columns.",
          },
          {
            value: "model",
            label: "On a vendor’s list",
            description: "Takes over currency, products, columns and the prices in force.",
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
            defaultValue={draft.model || null}
            placeholder="Choose a price list…"
          />
        </Field>
      ) : null}
    </Section>
  );
}

const precisions: Choice[] = Array.from({ length: 9 }, (_, decimals) => ({
  value: precisionText(decimals),
  label: decimals === 0 ? "Whole numbers" : `${decimals} decimal${decimals === 1 ? "" : "s"}`,
  description: `e.g. ${decimals === 0 ? "365" : `365.${"25".padEnd(decimals, "0").slice(0, decimals)}`}`,
}));

function GeneralStep({ draft, currencies }: Pick<StepFieldsProps, "draft" | "currencies">) {
  const [precision, setPrecision] = useState<string | null>(draft.precision);
  return (
    <Section id="general" title="General">
      <div className="flex flex-col gap-2.5">
        <Field name="name" label="Name" help="As you and your partners read it, e.g. “North America 2027”.">
          <Input defaultValue={draft.name} maxLength={512} autoFocus />
        </Field>
        <div className="grid gap-x-4 gap-y-2.5 sm:grid-cols-2">
          <Field name="currency" label="Currency" help="Fixed after creation.">
            <Combobox
              items={currencies}
              defaultValue={draft.currency || null}
              onValueChange={(code) => setPrecision(precisionOfCurrency(code ?? ""))}
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
          <Textarea defaultValue={draft.description} rows={3} maxLength={2048} />
        </Field>
      </div>
    </Section>
  );
}

type ProductsStepProps = Pick<StepFieldsProps, "draft" | "products"> & { model: ModelList | undefined };

function ProductsStep({ draft, products, model }: ProductsStepProps) {
  return (
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
            defaultValue={draft.products}
            placeholder="Search products…"
            emptyText="No product matches."
          />
        </Field>
      )}
    </Section>
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

function ColumnsStep({ draft }: { draft: WizardDraft }) {
  return (
    <Section
      id="columns"
      title="Columns"
      description="The prices that each item has, in the order of tables and spreadsheets. They can be changed later."
    >
      <ColumnsEditor defaultColumns={draft.attributes} />
    </Section>
  );
}

function VersionStep({ draft, now }: { draft: WizardDraft; now: number }) {
  return (
    <Section
      id="version"
      title="First version"
      description="Starts as a draft that only you see. You schedule or activate it when its prices are in."
    >
      <div className="flex flex-col gap-2.5">
        <Field
          name="version.description"
          label="Description"
          optional
          help="What is special about it, e.g. “Prices for 2027”."
        >
          <Input defaultValue={draft.versionDescription} maxLength={2048} autoFocus />
        </Field>
        <DateTimeField
          name="version.start_at"
          label="Start"
          optional
          min={now}
          {...(draft.startAt ? { defaultValue: draft.startAt } : {})}
          help="When it is meant to take effect. It does so only once you schedule it."
        />
      </div>
    </Section>
  );
}
