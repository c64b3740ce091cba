import { pow10 } from "./decimal";

/** An amount fits every JSON parser, both databases and every spreadsheet (DESIGN §3). */
export const maxDigits = 15;
const largestUnits = pow10(maxDigits) - 1n;

/** Why a text is not an amount; `message` says what is wrong and what is allowed. */
export type Refusal = { rule: MoneyRule; message: string };
export type MoneyRule =
  | "empty"
  | "format"
  | "negative"
  | "decimals"
  | "digits"
  | "ambiguous"
  | "grouping"
  | "currency";

/** Units of `10^-scale`, or the reason why there are none. */
export type Reading = { units: bigint } | { refusal: Refusal };

function refuse(rule: MoneyRule, message: string): Reading {
  return { refusal: { rule, message } };
}

/** Quotes a value for a message, cut to a length that people can read. */
export function quote(text: string): string {
  return `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`;
}

function tooManyDecimals(text: string, found: number, scale: number): Reading {
  const allowed = scale === 0 ? "only whole numbers are allowed" : `at most ${scale} are allowed`;
  return refuse("decimals", `${quote(text)} has ${found} decimal${found === 1 ? "" : "s"}; ${allowed}`);
}

function tooManyDigits(text: string, scale: number): Reading {
  const largest = "9".repeat(maxDigits - scale) + (scale > 0 ? `.${"9".repeat(scale)}` : "");
  return refuse("digits", `${quote(text)} has more than ${maxDigits} digits; at most ${largest} is allowed`);
}

/** `whole` and `fraction` hold ASCII digits only. */
function assemble(text: string, whole: string, fraction: string, scale: number): Reading {
  if (fraction.length > scale) return tooManyDecimals(text, fraction.length, scale);
  const digits = whole.replace(/^0+/, "") + fraction.padEnd(scale, "0");
  if (digits.replace(/^0+/, "").length > maxDigits) return tooManyDigits(text, scale);
  return { units: BigInt(digits || "0") };
}

/** The strict form of API strings: `0`, `12`, `12.50`. No sign, exponent, grouping or blanks. */
export function readAmount(text: string, scale: number): Reading {
  if (text === "") return refuse("empty", "is empty; a decimal such as 12.50 is expected");
  const match = /^(0|[1-9]\d*)(?:\.(\d+))?$/.exec(text);
  if (match) return assemble(text, match[1] ?? "", match[2] ?? "", scale);
  if (/^-\d/.test(text)) return refuse("negative", `${quote(text)} is negative; zero or more is allowed`);
  return refuse("format", `${quote(text)} is not a plain decimal such as 12.50`);
}

/**
 * A JSON number by its source text, so that a 16th digit cannot be lost in a float. An exponent is allowed, and
 * decimals beyond `scale` that are zero do not count: 1.50e2 and 150.000 are the same number.
 */
export function readJsonNumber(source: string, scale: number): Reading {
  const match = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(source);
  if (!match) return refuse("format", `${quote(source)} is not a JSON number`);
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const digits = (whole + fraction).replace(/^0+/, "");
  const kept = digits.replace(/0+$/, "");
  if (kept === "") return { units: 0n };
  if (sign === "-") return refuse("negative", `${quote(source)} is negative; zero or more is allowed`);
  const power = Number(exponent) - fraction.length + (digits.length - kept.length);
  if (-power > scale) {
    return Number.isFinite(power)
      ? tooManyDecimals(source, -power, scale)
      : refuse("decimals", `${quote(source)} is too small; at most ${scale} decimals are allowed`);
  }
  if (kept.length + power + scale > maxDigits) return tooManyDigits(source, scale);
  return { units: BigInt(kept) * pow10(power + scale) };
}

/** Digits, marks, and what may group: blanks of any width and apostrophes. */
const amountForm = /^(?=.*\d)[\d., \u00A0\u2007\u2009\u202F'\u2019]+$/;
/** -5, −5, 5- and the bookkeeper's (5). */
const negativeForm = /^[-\u2012\u2013\u2212].*\d|\d.*[-\u2212]$|^\(.*\d.*\)$/;
const outerBlank = /^[\s\uFEFF]+|[\s\uFEFF]+$/g;

/** A number of a JSON body with its source text, as the edge's parser hands it over. */
export type JsonNumber = { readonly source: string };

function isJsonNumber(value: unknown): value is JsonNumber {
  return typeof value === "object" && value !== null && "source" in value && typeof value.source === "string";
}

/** An amount of an API body: a plain decimal string, or a number, by its source text where that was kept. */
export function readAmountInput(value: unknown, scale: number): Reading {
  if (typeof value === "string") return readAmount(value, scale);
  if (typeof value === "number") return readJsonNumber(String(value), scale);
  if (isJsonNumber(value)) return readJsonNumber(value.source, scale);
  return refuse("format", "must be a decimal such as 12.50, as a number or a string");
}

/** Like `readAmountInput`, with an optional sign: for changes of amounts, never for amounts. */
export function readSignedInput(value: unknown, scale: number): Reading {
  const text = isJsonNumber(value) ? value.source : String(value);
  if (!/^[+\-\u2212]/.test(text)) return readAmountInput(value, scale);
  const bare = text.slice(1);
  const reading = typeof value === "string" ? readAmount(bare, scale) : readJsonNumber(bare, scale);
  return !text.startsWith("+") && "units" in reading ? { units: -reading.units } : reading;
}

/**
 * What a person types or pastes (DESIGN §3): a point is the decimal mark; of a point and a comma the last one is; blanks and
 * apostrophes are ignored where they group thousands; the currency's own code or symbol may stand before or after.
 */
export function readMoney(text: string, currency: string | null, scale: number): Reading {
  const trimmed = text.replaceAll("\uFEFF", "").replace(outerBlank, "");
  if (trimmed === "") return refuse("empty", "is empty; an amount such as 12.50 is expected");
  if (negativeForm.test(trimmed)) {
    return refuse("negative", `${quote(trimmed)} is negative; zero or more is allowed`);
  }
  const bare = withoutCurrency(trimmed, currency);
  if (!amountForm.test(bare)) {
    return notAnAmount(trimmed, bare, currency);
  }
  const split = splitAtMark(bare, scale);
  if ("refusal" in split) return refuse(split.refusal.rule, `${quote(trimmed)} ${split.refusal.message}`);
  if (!/^\d*$/.test(split.fraction) || (split.mark && split.fraction === "")) {
    return refuse("format", `${quote(trimmed)} needs plain digits after the decimal mark`);
  }
  const whole = ungroup(split.whole);
  if (whole === undefined) {
    return refuse("grouping", `${quote(trimmed)} is not grouped in thousands; write it without separators`);
  }
  return assemble(trimmed, whole, split.fraction, scale);
}

function notAnAmount(trimmed: string, bare: string, currency: string | null): Reading {
  if (currency && /\d/.test(bare) && /\p{L}{3}|\p{Sc}/u.test(bare)) {
    return refuse("currency", `${quote(trimmed)} is not an amount in ${currency}`);
  }
  return refuse("format", `${quote(trimmed)} is not an amount such as 12.50`);
}

type Split = { whole: string; mark: string; fraction: string } | { refusal: Refusal };

function splitAtMark(text: string, scale: number): Split {
  const point = text.lastIndexOf(".");
  const comma = text.lastIndexOf(",");
  const commas = text.split(",").length - 1;
  if (point < 0 && comma < 0) return { whole: text, mark: "", fraction: "" };
  if (point < 0 && commas > 1) return { whole: text, mark: "", fraction: "" };
  if (point < 0 && /,\d{3}$/.test(text)) {
    if (scale === 0) return { whole: text, mark: "", fraction: "" };
    const decimal = text.replace(/[^\d,]/g, "").replace(",", ".");
    const message = `is ambiguous: write ${decimal.replace(".", "")} or ${decimal}`;
    return { refusal: { rule: "ambiguous", message } };
  }
  const at = Math.max(point, comma);
  const mark = text.charAt(at);
  if (text.indexOf(mark) !== at) {
    const name = mark === "." ? "point" : "comma";
    return { refusal: { rule: "format", message: `has more than one decimal ${name}` } };
  }
  return { whole: text.slice(0, at), mark, fraction: text.slice(at + 1) };
}

const grouped = /^[1-9]\d{0,2}(?:(\D)\d{3})(?:\1\d{3})*$/;
/** 12,34,567 as in India. */
const lakh = /^[1-9]\d?(?:(\D)\d{2})(?:\1\d{2})*\1\d{3}$/;

/** The digits of a whole part whose separators, if any, group thousands; undefined when they do not. */
function ungroup(whole: string): string | undefined {
  if (/^\d*$/.test(whole)) return whole;
  return grouped.test(whole) || lakh.test(whole) ? whole.replace(/\D/g, "") : undefined;
}

/** Takes the currency's own code or symbol off, once, before or after the digits. */
function withoutCurrency(text: string, currency: string | null): string {
  if (currency === null || /^[\d.,]+$/.test(text)) return text;
  for (const mark of currencyMarks(currency)) {
    if (text.toUpperCase().startsWith(mark)) return text.slice(mark.length).replace(outerBlank, "");
    if (text.toUpperCase().endsWith(mark)) return text.slice(0, -mark.length).replace(outerBlank, "");
  }
  return text;
}

const marksByCurrency = new Map<string, readonly string[]>();
const displays = ["code", "symbol", "narrowSymbol"] as const;

/** In upper case, the longest first. */
function currencyMarks(currency: string): readonly string[] {
  const known = marksByCurrency.get(currency);
  if (known) return known;
  const marks = displays.flatMap((currencyDisplay) =>
    new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay, maximumFractionDigits: 0 })
      .formatToParts(0)
      .filter((part) => part.type === "currency")
      .map((part) => part.value.toUpperCase()),
  );
  const sorted = [...new Set(marks)].sort((a, b) => b.length - a.length);
  marksByCurrency.set(currency, sorted);
  return sorted;
}

/** Whether a total still has at most 15 digits at its decimals. */
export function hasTooManyDigits(units: bigint): boolean {
  return units > largestUnits || units < -largestUnits;
}
