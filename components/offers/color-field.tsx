"use client";

import { Field as BaseField } from "@base-ui/react/field";
import { Fieldset } from "@base-ui/react/fieldset";
import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { FieldMessage } from "@/components/ui/field";
import { palette } from "./palette";

/** A plan's colour. One that came from elsewhere is offered as it is. */
export function ColorField({ defaultValue }: { defaultValue: string }) {
  const known = palette.some(({ value }) => value === defaultValue);
  const choices = known ? palette : [{ name: defaultValue, value: defaultValue }, ...palette];
  return (
    <BaseField.Root data-slot="color-field" data-field="color" name="color" className="group/field">
      <Fieldset.Root render={<RadioGroup defaultValue={defaultValue} />} className="flex flex-col">
        <Fieldset.Legend className="mb-1.5 font-medium text-sm">Colour</Fieldset.Legend>
        <div className="flex flex-wrap gap-1.5">
          {choices.map(({ name, value }) => (
            <Radio.Root
              key={value}
              value={value}
              aria-label={name}
              title={name}
              className="inline-flex size-8 items-center justify-center rounded-full border-2 border-transparent data-checked:border-foreground"
            >
              <span
                aria-hidden
                className="size-5.5 rounded-full bg-neutral ring-1 ring-border"
                style={{ backgroundColor: value }}
              />
            </Radio.Root>
          ))}
        </div>
      </Fieldset.Root>
      <FieldMessage help="Marks the plan’s column of the comparison." />
    </BaseField.Root>
  );
}
