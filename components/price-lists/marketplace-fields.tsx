"use client";

import { useState } from "react";
import type { Choice } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

type MarketplaceFieldsProps = {
  /** `currencies`: its own and the alternative ones. */
  marketplaces: (Choice & { currencies: string[] })[];
  value: string;
  currency: string | undefined;
};

/** A marketplace, and where it has several currencies which of them. */
export function MarketplaceFields({ marketplaces, value, currency }: MarketplaceFieldsProps) {
  const [chosen, setChosen] = useState<string | null>(value);
  const currencies = marketplaces.find((marketplace) => marketplace.value === chosen)?.currencies ?? [];
  const first = currencies.find((code) => code === currency) ?? currencies[0] ?? null;
  return (
    <>
      <Field name="marketplace" label="Marketplace">
        <Select items={marketplaces} value={chosen} onValueChange={setChosen} className="w-60" />
      </Field>
      {currencies.length > 1 ? (
        <Field name="currency" label="Currency">
          <Select
            key={chosen}
            items={currencies.map((code) => ({ value: code, label: code }))}
            defaultValue={first}
            className="w-28"
          />
        </Field>
      ) : null}
    </>
  );
}
