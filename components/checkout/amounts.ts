import { type Amount, parseAmount } from "@/lib/domain/money";

/** An amount of an answer with the decimals it was written with; null stays null. */
export function amountOf(text: string | null | undefined): Amount | null {
  if (text === null || text === undefined) return null;
  const point = text.indexOf(".");
  return parseAmount(text, point < 0 ? 0 : text.length - point - 1);
}
