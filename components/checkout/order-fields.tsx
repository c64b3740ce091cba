"use client";

import { useState } from "react";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Section } from "@/components/ui/page";
import { Select } from "@/components/ui/select";
import type { CheckoutDraft } from "@/lib/client/checkout";

export type MarketplaceChoice = { id: string; name: string; countries: string[]; currencies: string[] };
export type CustomerChoice = { id: string; name: string; segment: string; country: string };
export type ItemChoice = { id: string; mpn: string; name: string };

type OrderFieldsProps = {
  draft: CheckoutDraft;
  marketplaces: MarketplaceChoice[];
  customers: CustomerChoice[];
  onChange: (part: Partial<CheckoutDraft>) => void;
};

const segmentNames: Record<string, string> = { COM: "Commercial", EDU: "Education", GOV: "Government" };

/** Where, for whom, in which currency and when. */
export function OrderFields({ draft, marketplaces, customers, onChange }: OrderFieldsProps) {
  const marketplace = marketplaces.find(({ id }) => id === draft.marketplaceId);
  const served = customers.filter(({ country }) => marketplace?.countries.includes(country));
  const currencies = marketplace?.currencies ?? [];
  return (
    <Section id="order" title="Order">
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        <Field name="marketplace" label="Marketplace">
          <Select
            items={marketplaces.map(({ id, name, currencies: [main] }) => ({
              value: id,
              label: name,
              description: `${id} · ${main}`,
            }))}
            value={draft.marketplaceId}
            onValueChange={(id) =>
              id && onChange({ marketplaceId: id, customerId: "", currency: null, lines: [] })
            }
          />
        </Field>
        <Field name="customer" label="Customer">
          <Combobox
            items={served.map(({ id, name, segment, country }) => ({
              value: id,
              label: name,
              description: `${segmentNames[segment] ?? segment} · ${country} · ${id}`,
            }))}
            value={draft.customerId || null}
            onValueChange={(id) => onChange({ customerId: id ?? "" })}
            emptyText="No customer of this marketplace matches."
          />
        </Field>
        {currencies.length > 1 ? (
          <Field name="currency" label="Currency">
            <Select
              items={currencies.map((code) => ({ value: code, label: code }))}
              value={draft.currency ?? currencies[0] ?? null}
              onValueChange={(code) => onChange({ currency: code })}
            />
          </Field>
        ) : null}
        <AsOfField at={draft.at} onChange={(at) => onChange({ at })} />
      </div>
    </Section>
  );
}

/** A past or future instant to preview; empty is now. */
function AsOfField({ at, onChange }: { at: string | null; onChange: (at: string | null) => void }) {
  const [text, setText] = useState(at ? new Date(at).toISOString().slice(0, 16) : "");
  return (
    <Field
      name="at"
      label="As of (UTC)"
      optional
      help="Prices and discounts of another instant, past or future."
    >
      <Input
        type="datetime-local"
        value={text}
        onValueChange={(value) => {
          setText(value);
          const instant = Date.parse(`${value}Z`);
          if (value === "" || !Number.isNaN(instant))
            onChange(value === "" ? null : new Date(instant).toISOString());
        }}
      />
    </Field>
  );
}

/** Adds an item by name or MPN. */
export function ItemPicker({ items, onAdd }: { items: ItemChoice[]; onAdd: (itemId: string) => void }) {
  return (
    <Combobox
      key={items.length}
      aria-label="Add an item"
      placeholder="Add an item by name or MPN…"
      items={items.map(({ id, mpn, name }) => ({ value: id, label: `${name} · ${mpn}` }))}
      onValueChange={(id) => id && onAdd(id)}
      emptyText="No item with a price in force matches."
    />
  );
}
