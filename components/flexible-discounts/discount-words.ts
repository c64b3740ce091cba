import { currencyDecimals } from "@/lib/domain/currencies";
import { formatMoney, parseAmount } from "@/lib/domain/money";
import type { DiscountType, Redemption } from "@/lib/domain/states";

type Value = { country: string; currency: string; value: string };
type Reduction = { type: DiscountType; percent: string | null; values: readonly Value[] };

/** An amount for people, with at least the currency's decimals: EUR 20.00. */
export function amountWords({ currency, value }: Pick<Value, "currency" | "value">): string {
  const given = value.split(".")[1]?.length ?? 0;
  return formatMoney(parseAmount(value, Math.max(given, currencyDecimals(currency, given))), currency);
}

/** What a discount takes off, on one line: “10 %”, “USD 20.00”, “USD 20.00 +2”. */
export function reductionWords({ type, percent, values }: Reduction): string {
  if (type === "PERCENTAGE_DISCOUNT") return `${percent ?? ""} %`;
  const [first, ...more] = values;
  if (!first) return "—";
  return more.length > 0 ? `${amountWords(first)} +${more.length}` : amountWords(first);
}

/** A list for a table's cell: the first few, and how many follow; `all` when nothing limits it. */
export function listWords(list: readonly string[], all: string, most = 2): string {
  if (list.length === 0) return all;
  const shown = list.slice(0, most).join(", ");
  return list.length > most ? `${shown} +${list.length - most}` : shown;
}

export const typeWords: Record<DiscountType, { label: string; description: string }> = {
  PERCENTAGE_DISCOUNT: { label: "Percentage", description: "Takes a share off each unit’s price." },
  FIXED_DISCOUNT: { label: "Fixed amount", description: "Takes an amount off each unit’s yearly price." },
};

export const redemptionWords: Record<Redemption, { label: string; description: string }> = {
  unlimited: { label: "Unlimited", description: "Any customer, as often as it orders." },
  once_per_customer: { label: "Once per customer", description: "Each customer may use it in one order." },
  once: { label: "Once", description: "The first order that uses it takes it." },
};

export const categoryWords = {
  STANDARD: { label: "Standard", description: "For every customer that qualifies." },
  INTRO: { label: "Introductory", description: "For customers that never had the product." },
} as const;
