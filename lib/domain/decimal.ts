/** Whole-number arithmetic that money, percentages and quantities share. No floating point. */

const powers = Array.from({ length: 33 }, (_, exponent) => 10n ** BigInt(exponent));

/** 10 to the power of `exponent` (a whole number from 0). */
export function pow10(exponent: number): bigint {
  return powers[exponent] ?? 10n ** BigInt(exponent);
}

/** `numerator / denominator` to the nearest whole number, a half away from zero (DESIGN §3). `denominator` must be positive. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const half = numerator < 0n ? -denominator : denominator;
  return (2n * numerator + half) / (2n * denominator);
}

/** How many decimal digits the whole number has; 0 has one. */
export function digitCount(value: bigint): number {
  return String(value < 0n ? -value : value).length;
}

/** `units / 10^scale` as a plain decimal with exactly `scale` decimals, e.g. 5n at scale 2 is "0.05". */
export function printDecimal(units: bigint, scale: number): string {
  const sign = units < 0n ? "-" : "";
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  if (scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Without trailing zeros after the point: "12.50" becomes "12.5", "3.00" becomes "3", "100" stays. */
export function trimDecimal(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
