"use client";

import { type ComponentProps, type MouseEvent, useId } from "react";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style";
import { Spinner } from "./spinner";
import { Tooltip } from "./tooltip";

export type ButtonProps = Omit<ComponentProps<"button">, "disabled"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shows progress and ignores clicks; the label stays. */
  pending?: boolean;
  /** Why the action is not possible now. The button keeps its focus and says so. */
  disabledReason?: string | undefined;
};

/** A button is never silently dead: pass `disabledReason` with the guard's sentence. */
export function Button({
  variant = "secondary",
  size = "md",
  type = "button",
  pending = false,
  disabledReason,
  className,
  onClick,
  children,
  ...props
}: ButtonProps) {
  const reasonId = useId();
  const blocked = pending || disabledReason !== undefined;

  function click(event: MouseEvent<HTMLButtonElement>) {
    if (blocked) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    onClick?.(event);
  }

  const button = (
    <button
      data-slot="button"
      {...props}
      type={type}
      className={buttonStyle(variant, size, className)}
      aria-disabled={blocked || undefined}
      aria-busy={pending || undefined}
      aria-describedby={disabledReason ? reasonId : props["aria-describedby"]}
      onClick={click}
    >
      {pending ? <Spinner className="size-3.5" /> : null}
      {children}
    </button>
  );
  if (!disabledReason) return button;
  return (
    <>
      <Tooltip content={disabledReason}>{button}</Tooltip>
      <span id={reasonId} hidden>
        {disabledReason}
      </span>
    </>
  );
}
