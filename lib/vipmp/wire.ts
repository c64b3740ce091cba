import { z } from "zod";
import { printDecimal, trimDecimal } from "@/lib/domain/decimal";
import { type Amount, toJsonNumber } from "@/lib/domain/money";
import { readJsonNumber } from "@/lib/domain/money-text";

const mostDecimals = 12;

/**
 * An amount as upstream writes it, a number or text, as a plain decimal; undefined when it is none.
 * A float's noise beyond 15 digits is dropped, as no amount has more.
 */
export function decimalText(given: unknown): string | undefined {
  if (typeof given !== "number" && typeof given !== "string") return undefined;
  const source = typeof given === "number" ? String(Number(given.toPrecision(15))) : given.trim();
  const negative = source.startsWith("-");
  const decimals = decimalsOf(source);
  const reading = readJsonNumber(negative ? source.slice(1) : source, decimals);
  if ("refusal" in reading) return undefined;
  return trimDecimal(printDecimal(negative ? -reading.units : reading.units, decimals));
}

function decimalsOf(source: string): number {
  const [, fraction = "", exponent = "0"] = /^-?\d+(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(source) ?? [];
  return Math.min(Math.max(fraction.length - Number(exponent), 0), mostDecimals);
}

/** The amount with the decimals it was written with; undefined when it is none. */
export function wireAmount(given: unknown): Amount | undefined {
  const text = decimalText(given);
  if (text === undefined) return undefined;
  const [whole = "0", fraction = ""] = text.split(".");
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

/** Numbers or text, as an exact amount. */
export const amountField = z.unknown().transform((given, context): Amount => {
  const amount = wireAmount(given);
  if (amount) return amount;
  context.addIssue({ code: "custom", message: "is not an amount", input: given });
  return z.NEVER;
});

/** Counts that come as numbers or as text. */
export const countField = z
  .union([z.int(), z.string().regex(/^\d+$/).transform(Number)])
  .pipe(z.int().min(0));

/** The JSON number of an answer. */
export function wireNumber(amount: Amount): number {
  return toJsonNumber(amount);
}

/**
 * An instant as upstream writes it: with or without seconds, a date alone is midnight UTC, and without a zone it is UTC
 * (vipmp reference §2.5). Null when it is none.
 */
export function wireInstant(given: unknown): Date | null {
  if (typeof given !== "string") return null;
  const text = given.trim();
  const zoned = /T.*(?:Z|[+-]\d\d:?\d\d)$/i.test(text) || !text.includes("T") ? text : `${text}Z`;
  const instant = new Date(zoned);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

/** An instant as our service writes it: 2026-03-07T10:16:00Z, milliseconds only where they are not zero. */
export function wireTimestamp(instant: Date): string {
  return instant.toISOString().replace(".000Z", "Z");
}
