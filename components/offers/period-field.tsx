"use client";

import { Field as BaseField } from "@base-ui/react/field";
import { Fieldset } from "@base-ui/react/fieldset";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldMessage } from "@/components/ui/field";
import { planPeriodNames, planPeriods } from "@/lib/domain/offer-content";
import { soleTrial } from "@/lib/domain/offer-parts";

type PeriodFieldProps = {
  defaultValue: readonly string[];
  /** The plan that already has the one-month trial, if another one does. */
  trialHolder: string | undefined;
};

/** The periods of a plan: at least one; the one-month trial only where no other plan has it. */
export function PeriodField({ defaultValue, trialHolder }: PeriodFieldProps) {
  return (
    <BaseField.Root data-slot="period-field" data-field="periods[]" name="periods[]" className="group/field">
      <input type="hidden" name="periods" value="" />
      <Fieldset.Root className="flex flex-col">
        <Fieldset.Legend className="mb-1.5 font-medium text-sm">Periods</Fieldset.Legend>
        <div className="grid grid-cols-2 gap-x-4 gap-y-1.5 sm:grid-cols-3">
          {planPeriods.map((period) => {
            const taken = period === soleTrial && trialHolder !== undefined;
            return (
              <BaseField.Item key={period} disabled={taken} className="min-w-0">
                <BaseField.Label className="inline-flex items-start gap-2">
                  <Checkbox
                    name="periods[]"
                    value={period}
                    defaultChecked={defaultValue.includes(period)}
                    className="mt-0.5"
                  />
                  <span className="min-w-0">
                    {planPeriodNames[period]}
                    {taken ? (
                      <span className="block text-muted-foreground text-xs">{trialHolder} has it</span>
                    ) : null}
                  </span>
                </BaseField.Label>
              </BaseField.Item>
            );
          })}
        </div>
      </Fieldset.Root>
      <FieldMessage help="At least one. Only one plan of an offer can have the 1-month trial." />
    </BaseField.Root>
  );
}
