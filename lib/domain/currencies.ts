/**
 * The 181 currency codes that the platform accepts, with their ISO 4217 decimals (base 10).
 * Metals, funds and test codes have no minor unit of their own.
 */
const currencyTable = {
  2: `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE
    CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL
    HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR
    MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD
    SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD YER
    ZAR ZMW ZWL`,
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
  none: "XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX",
} as const;

const decimalsByCode: ReadonlyMap<string, number | null> = new Map(
  Object.entries(currencyTable).flatMap(([decimals, codes]) =>
    codes.split(/\s+/).map((code) => [code, decimals === "none" ? null : Number(decimals)] as const),
  ),
);

/** Every accepted code, in alphabetical order. */
export const currencyCodes: readonly string[] = [...decimalsByCode.keys()].sort();

/** Is this text one of the accepted codes? Codes are upper case. */
export function isCurrency(text: string): boolean {
  return decimalsByCode.has(text);
}

/** The currency's own decimals, or null for a code without a minor unit or an unknown code. */
export function minorUnitDecimals(code: string): number | null {
  return decimalsByCode.get(code) ?? null;
}

/** Decimals that totals in this currency are rounded to: its own, else those of the price list (DESIGN §3). */
export function currencyDecimals(code: string, listDecimals: number): number {
  return minorUnitDecimals(code) ?? listDecimals;
}

/** The currency's name for people, e.g. "US Dollar". */
export function currencyName(code: string, locale = "en"): string {
  return new Intl.DisplayNames([locale], { type: "currency" }).of(code) ?? code;
}
