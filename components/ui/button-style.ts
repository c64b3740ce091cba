import { cn } from "@/lib/cn";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "icon" | "icon-sm";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-primary text-primary-foreground shadow-card not-aria-disabled:hover:bg-primary-hover",
  secondary:
    "bg-surface text-foreground shadow-card inset-ring inset-ring-border-strong not-aria-disabled:hover:bg-sunken",
  ghost: "text-muted-foreground not-aria-disabled:hover:bg-hover not-aria-disabled:hover:text-foreground",
  danger: "bg-danger-fill text-primary-foreground shadow-card not-aria-disabled:hover:bg-danger-fill-hover",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-7 gap-1.5 px-2 text-sm",
  md: "h-8 gap-1.5 px-3 text-sm",
  icon: "size-8",
  "icon-sm": "size-7",
};

/** The classes shared by buttons and by links that look like one. */
export function buttonStyle(variant: ButtonVariant, size: ButtonSize, className?: string): string {
  return cn(
    "relative inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md font-medium transition-colors [&_svg]:size-4 [&_svg]:shrink-0",
    "aria-disabled:cursor-not-allowed aria-disabled:opacity-55",
    variants[variant],
    sizes[size],
    className,
  );
}
