/** One thing to choose. `value` is what the form sends. */
export type Choice = {
  value: string;
  label: string;
  description?: string;
  /** Why it cannot be chosen now; shown instead of the description. */
  disabledReason?: string;
};

export const popupItemStyle =
  "flex min-h-8 cursor-default select-none items-center gap-2 rounded-md px-2 py-1 text-sm outline-none data-disabled:text-muted-foreground data-highlighted:bg-hover";
