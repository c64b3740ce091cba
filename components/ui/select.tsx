"use client";

import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { cn } from "@/lib/cn";
import { type Choice, popupItemStyle } from "./choice";
import { controlStyle } from "./input";

type SelectProps = {
  items: Choice[];
  /** Only outside a `Field`, which gives name and label. */
  name?: string;
  "aria-label"?: string;
  defaultValue?: string | null;
  value?: string | null;
  onValueChange?: (value: string | null) => void;
  placeholder?: string;
  disabled?: boolean;
  className?: string;
};

/** One of a few; the choice with the value "" stands for nothing chosen. From about ten choices on use `Combobox`, which can be searched. */
export function Select({ items, placeholder = "Choose…", className, ...props }: SelectProps) {
  const { "aria-label": label, ...root } = props;
  return (
    <Base.Root items={items} {...root}>
      <Base.Trigger
        data-slot="select"
        aria-label={label}
        className={cn(controlStyle, "flex items-center justify-between gap-2 text-left", className)}
      >
        <Base.Value
          placeholder={items.find(({ value }) => value === "")?.label ?? placeholder}
          className="min-w-0 truncate data-placeholder:text-subtle-foreground"
        />
        <Base.Icon>
          <ChevronsUpDown aria-hidden className="size-3.5 text-muted-foreground" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
          <Base.Popup className="popup min-w-(--anchor-width) max-w-(--available-width)">
            <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1">
              {items.map((item) => (
                <Base.Item
                  key={item.value}
                  value={item.value}
                  disabled={item.disabledReason !== undefined}
                  className={popupItemStyle}
                >
                  <ChoiceText item={item} />
                  <Base.ItemIndicator className="ml-auto">
                    <Check aria-hidden className="size-4" />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function ChoiceText({ item }: { item: Choice }) {
  const note = item.disabledReason ?? item.description;
  return (
    <span className="min-w-0">
      <Base.ItemText>{item.label}</Base.ItemText>
      {note ? <span className="block text-muted-foreground text-xs">{note}</span> : null}
    </span>
  );
}
