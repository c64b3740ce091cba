import { isDomainError } from "@/lib/domain/errors";
import { type Amount, parseMoney } from "@/lib/domain/money";

/** What a person typed as an amount, or why it is none. */
export function readMoneyText(
  text: string,
  currency: string,
  scale: number,
): { amount: Amount } | { error: string } {
  try {
    return { amount: parseMoney(text, currency, scale) };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { error: error.issues[0]?.message ?? error.message };
  }
}
