"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronsUpDown, X } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { type Choice, popupItemStyle } from "./choice";
import { controlStyle } from "./input";

type CommonProps = {
  items: Choice[];
  /** Only outside a `Field`, which gives name and label. */
  name?: string;
  "aria-label"?: string;
  placeholder?: string;
  disabled?: boolean;
  /** Said when nothing matches what was typed. */
  emptyText?: string;
  /** For a search on the server: told what is typed; `items` then are the answer and are not filtered again. */
  onSearch?: (text: string) => void;
  /** While that search runs. */
  searching?: boolean;
  className?: string;
};

type ComboboxProps = CommonProps & {
  defaultValue?: string | null;
  value?: string | null;
  onValueChange?: (value: string | null) => void;
};

const keepAll = () => true;

function isSame(a: Choice, b: Choice): boolean {
  return a.value === b.value;
}

/** One of many, found by typing. Submits the choice's `value`. */
export function Combobox(props: ComboboxProps) {
  const { items, name, placeholder = "Search…", disabled, onSearch, className, onValueChange } = props;
  const find = (value: string | null | undefined) => items.find((item) => item.value === value) ?? null;
  const controlled = props.value === undefined ? {} : { value: find(props.value) };
  return (
    <Base.Root
      items={items}
      name={name}
      disabled={disabled}
      defaultValue={find(props.defaultValue)}
      {...controlled}
      isItemEqualToValue={isSame}
      filter={onSearch ? keepAll : undefined}
      onInputValueChange={onSearch ? (text) => onSearch(text) : undefined}
      onValueChange={(item) => onValueChange?.(item?.value ?? null)}
    >
      <Base.InputGroup data-slot="combobox" className={cn("relative", className)}>
        <Base.Input
          aria-label={props["aria-label"]}
          placeholder={placeholder}
          className={cn(controlStyle, "pr-14")}
        />
        <div className="absolute inset-y-0 right-1 flex items-center text-muted-foreground">
          <Base.Clear
            aria-label="Clear"
            className="inline-flex size-6 items-center justify-center rounded-sm hover:bg-hover"
          >
            <X aria-hidden className="size-3.5" />
          </Base.Clear>
          <Base.Trigger
            className="inline-flex size-6 items-center justify-center rounded-sm hover:bg-hover"
            // The field's label names the input; a second control of that name would confuse.
            render={(trigger) => (
              <button {...trigger} type="button" aria-labelledby={undefined} aria-label="Show choices" />
            )}
          >
            <ChevronsUpDown aria-hidden className="size-3.5" />
          </Base.Trigger>
        </div>
      </Base.InputGroup>
      <ComboboxPopup emptyText={props.emptyText} searching={props.searching} />
    </Base.Root>
  );
}

type MultiComboboxProps = CommonProps & {
  defaultValue?: string[];
  value?: string[];
  onValueChange?: (values: string[]) => void;
};

/** Several of many, each a removable chip. Submits one entry per choice under the same name. */
export function MultiCombobox(props: MultiComboboxProps) {
  const { items, name, placeholder = "Search…", disabled, onSearch, className, onValueChange } = props;
  const find = (values: string[]) => items.filter((item) => values.includes(item.value));
  const controlled = props.value === undefined ? {} : { value: find(props.value) };
  return (
    <Base.Root
      items={items}
      multiple
      name={name}
      disabled={disabled}
      defaultValue={find(props.defaultValue ?? [])}
      {...controlled}
      isItemEqualToValue={isSame}
      filter={onSearch ? keepAll : undefined}
      onInputValueChange={onSearch ? (text) => onSearch(text) : undefined}
      onValueChange={(chosen) => onValueChange?.(chosen.map((item) => item.value))}
    >
      <Base.InputGroup data-slot="multi-combobox" className={className}>
        <Base.Chips
          className={cn(
            controlStyle,
            "flex h-auto min-h-8 flex-wrap items-center gap-1 px-1 py-[3px] focus-within:outline-2 focus-within:outline-ring focus-within:-outline-offset-1",
          )}
        >
          <Base.Value>
            {(chosen: Choice[]) => (
              <>
                {chosen.map((item) => (
                  <Base.Chip
                    key={item.value}
                    aria-label={item.label}
                    className="inline-flex h-6 max-w-full items-center rounded-sm bg-neutral-subtle pl-1.5 text-sm outline-none focus-within:bg-accent-subtle data-highlighted:bg-accent-subtle"
                  >
                    <span className="truncate">{item.label}</span>
                    <Base.ChipRemove
                      aria-label={`Remove ${item.label}`}
                      className="inline-flex size-6 items-center justify-center rounded-sm text-muted-foreground hover:text-foreground"
                    >
                      <X aria-hidden className="size-3.5" />
                    </Base.ChipRemove>
                  </Base.Chip>
                ))}
                <Base.Input
                  aria-label={props["aria-label"]}
                  placeholder={chosen.length > 0 ? "" : placeholder}
                  className="h-6 min-w-24 flex-1 bg-transparent px-1.5 outline-none"
                />
              </>
            )}
          </Base.Value>
        </Base.Chips>
      </Base.InputGroup>
      <ComboboxPopup emptyText={props.emptyText} searching={props.searching} />
    </Base.Root>
  );
}

function ComboboxPopup({
  emptyText,
  searching,
}: {
  emptyText?: string | undefined;
  searching?: boolean | undefined;
}) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} className="z-50 outline-none">
        <Base.Popup className="popup w-(--anchor-width) min-w-56 max-w-(--available-width)">
          <Base.Empty>
            <PopupNote>{searching ? "Searching…" : (emptyText ?? "Nothing matches.")}</PopupNote>
          </Base.Empty>
          <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1 data-empty:p-0">
            {(item: Choice) => (
              <Base.Item
                key={item.value}
                value={item}
                disabled={item.disabledReason !== undefined}
                className={popupItemStyle}
              >
                <span className="min-w-0">
                  {item.label}
                  {(item.disabledReason ?? item.description) ? (
                    <span className="block text-muted-foreground text-xs">
                      {item.disabledReason ?? item.description}
                    </span>
                  ) : null}
                </span>
                <Base.ItemIndicator className="ml-auto">
                  <Check aria-hidden className="size-4" />
                </Base.ItemIndicator>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

function PopupNote({ children }: { children: ReactNode }) {
  return <div className="px-3 py-2.5 text-muted-foreground text-sm">{children}</div>;
}
