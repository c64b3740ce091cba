"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { Choice } from "@/components/ui/choice";
import { DescriptionList } from "@/components/ui/description-list";
import { Section } from "@/components/ui/page";
import { Timestamp } from "@/components/ui/timestamp";
import { columnLabel, predefinedColumns } from "@/lib/domain/price-columns";
import type { WizardDraft, WizardStep } from "@/lib/domain/price-list-wizard";
import { affectedPrices, type PricedListing } from "../own-list-effect";
import type { ModelList } from "./wizard-draft";

export type { PricedListing };

type WizardSummaryProps = {
  draft: WizardDraft;
  steps: WizardStep[];
  currencies: Choice[];
  products: Choice[];
  models: ModelList[] | undefined;
  listings: PricedListing[];
  show: (step: WizardStep) => void;
};

/** Everything that was chosen, each part with the way back to it, and what follows from it. */
export function WizardSummary(props: WizardSummaryProps) {
  const { draft, currencies, products, models, show } = props;
  const model = models?.find(({ id }) => draft.way === "model" && id === draft.model);
  const change = (step: WizardStep, what: string) => (
    <Button size="sm" aria-label={`Change ${what}`} onClick={() => show(step)}>
      Change
    </Button>
  );
  return (
    <Section id="summary" title="Summary" description="Nothing is created yet.">
      <div className="flex flex-col divide-y">
        {models ? (
          <Part action={change("model", "the model")}>
            <DescriptionList items={[{ term: "Model", value: model ? model.name : "From scratch" }]} />
          </Part>
        ) : null}
        <Part action={change("general", "the general data")}>
          <DescriptionList
            columns={2}
            items={[
              { term: "Name", value: draft.name },
              { term: "Description", value: draft.description },
              { term: "Currency", value: labelOf(currencies, draft.currency) },
              { term: "Precision", value: draft.precision === "0" ? "Whole numbers" : draft.precision },
            ]}
          />
        </Part>
        <Part action={change("products", "the products")}>
          <DescriptionList
            items={[
              {
                term: "Products",
                value: draft.products.map((id) => productName(id, products, model)).join(", "),
              },
            ]}
          />
        </Part>
        <Part action={change("columns", "the columns")}>
          <DescriptionList
            items={[
              { term: "Columns", value: draft.attributes.map(({ name }) => labelOfColumn(name)).join(", ") },
            ]}
          />
        </Part>
        <Part action={change("version", "the first version")}>
          <DescriptionList
            columns={2}
            items={[
              { term: "First version", value: draft.versionDescription || "No description" },
              {
                term: "Start",
                value: draft.startAt ? <Timestamp at={draft.startAt} zone="utc" /> : "Not decided yet",
              },
            ]}
          />
        </Part>
      </div>
      {models ? <Effect {...props} /> : null}
    </Section>
  );
}

function Part({ action, children }: { action: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-start justify-between gap-4 py-3 first:pt-1">
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
}

function labelOf(choices: Choice[], value: string): string {
  return choices.find((choice) => choice.value === value)?.label ?? value;
}

function productName(id: string, products: Choice[], model: ModelList | undefined): string {
  return model?.products.find((product) => product.id === id)?.name ?? labelOf(products, id);
}

function labelOfColumn(name: string): string {
  const known = predefinedColumns.find((column) => column.name === name);
  return known?.label ?? columnLabel({ id: name, name });
}

/** What a distributor's own list changes: whose prices it replaces, and where. */
function Effect({ draft, listings }: WizardSummaryProps) {
  const ids = draft.attributes.flatMap(
    ({ name }) => predefinedColumns.find((column) => column.name === name)?.id ?? [],
  );
  const text = affectedPrices(
    { columnIds: ids, currency: draft.currency, products: draft.products },
    listings,
  );
  return <p className="mt-2 rounded-lg border bg-sunken p-3 text-sm">{text}</p>;
}
