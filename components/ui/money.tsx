import { cn } from "@/lib/cn";
import { type Amount, formatMoney } from "@/lib/domain/money";

type MoneyProps = {
  amount: Amount | null;
  currency: string;
  /** `none` where the table's header names the one currency. */
  display?: "code" | "symbol" | "none";
  /** A plus before positive amounts, for differences. */
  signed?: boolean;
  className?: string;
};

/** An amount with all decimals of its scale, in tabular figures. Nothing is an em dash, never a zero. */
export function Money({ amount, currency, display = "code", signed, className }: MoneyProps) {
  if (amount === null) {
    return (
      <span data-slot="money" className={cn("text-muted-foreground", className)}>
        — <span className="sr-only">no value</span>
      </span>
    );
  }
  const plus = signed && amount.units > 0n ? "+" : "";
  return (
    <span data-slot="money" className={cn("whitespace-nowrap tabular-nums", className)}>
      {plus}
      {formatMoney(amount, currency, { display })}
    </span>
  );
}
