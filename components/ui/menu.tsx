"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check, Ellipsis } from "lucide-react";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { buttonStyle } from "./button-style";
import { popupItemStyle } from "./choice";
import { Kbd } from "./kbd";

type MenuProps = { trigger: ReactElement; children: ReactNode; align?: "start" | "center" | "end" };

/** Actions in a dropdown. `trigger` is a button. */
export function Menu({ trigger, children, align = "end" }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-50 outline-none">
          <Base.Popup data-slot="menu" className="popup min-w-44 max-w-72 p-1 outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** The “…” of a table row or a card. `label` names the object: “Actions for Winter prices”. */
export function RowMenu({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={label}
          className={buttonStyle("ghost", "icon-sm", "data-popup-open:bg-hover")}
        >
          <Ellipsis aria-hidden />
        </button>
      }
    >
      {children}
    </Menu>
  );
}

type AnchoredMenuProps = {
  /** Where it opens; null is closed. */
  anchor: HTMLElement | null;
  onClose: () => void;
  label: string;
  children: ReactNode;
};

/** One menu for many places, such as the cells of a grid. On closing, the focus returns to where it was. */
export function AnchoredMenu({ anchor, onClose, label, children }: AnchoredMenuProps) {
  return (
    <Base.Root open={anchor !== null} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} sideOffset={4} align="start" className="z-50 outline-none">
          <Base.Popup
            data-slot="menu"
            aria-label={label}
            finalFocus={{ current: anchor }}
            className="popup min-w-44 max-w-72 p-1 outline-none"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

type MenuItemProps = {
  children: ReactNode;
  icon?: ReactNode;
  href?: string;
  onSelect?: () => void;
  shortcut?: string;
  danger?: boolean;
  /** Why it is not possible now: shown below the label; the item stays reachable. */
  disabledReason?: string | undefined;
};

export function MenuItem({
  children,
  icon,
  href,
  onSelect,
  shortcut,
  danger,
  disabledReason,
}: MenuItemProps) {
  const style = cn(
    popupItemStyle,
    "[&_svg]:size-4 [&_svg]:text-muted-foreground",
    danger && "text-danger [&_svg]:text-danger",
  );
  const content = (
    <>
      {icon}
      <span className="min-w-0 flex-1">
        {children}
        {disabledReason ? (
          <span className="block text-muted-foreground text-xs">{disabledReason}</span>
        ) : null}
      </span>
      {shortcut ? <Kbd keys={shortcut} aria-hidden /> : null}
    </>
  );
  if (href && !disabledReason) {
    return (
      <Base.LinkItem render={<Link href={href} />} closeOnClick className={style}>
        {content}
      </Base.LinkItem>
    );
  }
  return (
    <Base.Item disabled={disabledReason !== undefined} onClick={onSelect} className={style}>
      {content}
    </Base.Item>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-border" />;
}

type MenuRadioProps = {
  label: string;
  items: { value: string; label: string; icon?: ReactNode }[];
  value: string;
  onValueChange: (value: string) => void;
};

/** One of a few settings; the menu stays open while it is chosen. */
export function MenuRadio({ label, items, value, onValueChange }: MenuRadioProps) {
  return (
    <Base.RadioGroup value={value} onValueChange={onValueChange} aria-label={label}>
      {items.map((item) => (
        <Base.RadioItem
          key={item.value}
          value={item.value}
          className={cn(popupItemStyle, "[&_svg]:size-4 [&_svg]:text-muted-foreground")}
        >
          {item.icon}
          <span className="flex-1">{item.label}</span>
          <Base.RadioItemIndicator>
            <Check aria-hidden />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

/** A group with its heading. */
export function MenuGroup({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-muted-foreground text-xs">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

type MenuSubmitProps = { children: ReactNode; icon?: ReactNode; action: () => Promise<void> };

/** An item that submits a form of its own, such as “Sign out”. */
export function MenuSubmit({ children, icon, action }: MenuSubmitProps) {
  return (
    <form action={action}>
      <Base.Item
        nativeButton
        // The form must still be there when it is submitted.
        closeOnClick={false}
        render={<button type="submit" />}
        className={cn(popupItemStyle, "w-full text-left [&_svg]:size-4 [&_svg]:text-muted-foreground")}
      >
        {icon}
        {children}
      </Base.Item>
    </form>
  );
}
