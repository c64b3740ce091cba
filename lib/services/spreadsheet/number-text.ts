/** Digits that a spreadsheet program keeps and shows; what a double adds after them is noise. */
const shownDigits = 15;

/**
 * The plain decimal that a number cell shows, from its text in the file. Programs write doubles with up to 17 digits
 * (365.1 as 365.10000000000002), and exponents (1E-7): rounded to 15 digits where that only takes the noise of doubles
 * away, and otherwise left exact, so that whoever reads the value can refuse what has too many digits.
 */
export function numberText(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length <= shownDigits && /^(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/.test(trimmed)) return trimmed;
  const value = Number(trimmed);
  if (trimmed === "" || !Number.isFinite(value)) return trimmed;
  const rounded = Number(value.toPrecision(shownDigits));
  const isNoise =
    Math.abs(rounded - value) <= Math.abs(value) * 4 * Number.EPSILON && !/^-?\d+$/.test(trimmed);
  return plain(isNoise ? rounded.toPrecision(shownDigits) : trimmed);
}

/** Without exponent and without zeros that say nothing. */
function plain(text: string): string {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return text;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (Math.abs(point) > 400) return text;
  const padded = digits.padStart(digits.length + Math.max(0, -point), "0").padEnd(point, "0");
  const at = Math.max(0, point);
  const integer = padded.slice(0, at).replace(/^0+/, "") || "0";
  const decimals = padded.slice(at).replace(/0+$/, "");
  const unsigned = decimals === "" ? integer : `${integer}.${decimals}`;
  return sign === "-" && unsigned !== "0" ? `-${unsigned}` : unsigned;
}
