"use client";

import { Plus, X } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Choice } from "@/components/ui/choice";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type Value = { country: string; currency: string; value: string };

type ValuesEditorProps = { defaultValues: readonly Value[]; countries: Choice[]; currencies: Choice[] };

/** The amounts of a fixed discount, one for each country and currency. Sends `values[0].country` and so on. */
export function ValuesEditor({ defaultValues, countries, currencies }: ValuesEditorProps) {
  const next = useRef(Math.max(defaultValues.length, 1));
  const [rows, setRows] = useState(() =>
    (defaultValues.length > 0 ? defaultValues : [undefined]).map((value, key) => ({ key, value })),
  );
  return (
    <div data-field="values" className="flex flex-col gap-2">
      <p className="text-muted-foreground text-sm">
        Per unit and full term. A customer elsewhere, or an order in another currency, gets none.
      </p>
      {rows.map(({ key, value }, index) => (
        <div key={key} className="grid gap-2 sm:grid-cols-[1fr_1fr_7rem_auto]">
          <Field name={`values[${index}].country`} label="Country">
            <Combobox items={countries} defaultValue={value?.country ?? null} />
          </Field>
          <Field name={`values[${index}].currency`} label="Currency">
            <Combobox items={currencies} defaultValue={value?.currency ?? null} />
          </Field>
          <Field name={`values[${index}].value`} label="Amount">
            <Input defaultValue={value?.value} inputMode="decimal" className="text-right tabular-nums" />
          </Field>
          <Button
            size="icon"
            variant="ghost"
            className="sm:mt-6.5"
            aria-label={`Remove amount ${index + 1}`}
            disabledReason={rows.length === 1 ? "A fixed discount needs at least one amount." : undefined}
            onClick={() => setRows(rows.filter((row) => row.key !== key))}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <div>
        <Button
          size="sm"
          onClick={() => {
            setRows([...rows, { key: next.current, value: undefined }]);
            next.current += 1;
          }}
        >
          <Plus aria-hidden />
          Add amount
        </Button>
      </div>
    </div>
  );
}
