import { z } from "zod";
import { isCountry } from "./countries";
import { isCurrency } from "./currencies";
import { type Issue, invalidFields } from "./errors";
import { isPredefined, predefinedColumns } from "./price-columns";
import { line, optionalText, seenRevision } from "./product";

/** Where a marketplace sells, as the platform API abbreviates it. */
export const zones = {
  AF: "Africa",
  AS: "Asia",
  EU: "Europe",
  NA: "North America",
  OC: "Oceania",
  SA: "South America",
} as const;
export type Zone = keyof typeof zones;
const zoneIds = Object.keys(zones) as Zone[];

const columnIds = predefinedColumns.map((column) => column.id).join(", ");

/** An entry of a list of references: `{id}` as in the API, or the id alone as a form sends it. */
const reference = z
  .union([z.string(), z.object({ id: z.string() })], "must be an id or an object with an id")
  .transform((entry) => (typeof entry === "string" ? entry : entry.id).trim());

const currency = z
  .string({ error: (issue) => (issue.input === undefined ? "is required" : "must be text") })
  .trim()
  .refine(isCurrency, "must be one of the 181 currency codes in capitals, such as USD");

const otherCurrency = z
  .string("must be text")
  .trim()
  .refine(
    (code) => code === "" || isCurrency(code),
    "must be empty or a currency code in capitals, such as EUR",
  )
  .transform((code) => code || null)
  .nullish();

const country = reference.refine(isCountry, "must be a two-letter country code in capitals, such as DE");
const column = reference.refine(isPredefined, `must be one of ${columnIds}`);

const unique = (values: readonly string[]) => new Set(values).size === values.length;

const fields = {
  name: line("a name", 255),
  description: optionalText(2000),
  zone: z.enum(zoneIds, `must be one of ${zoneIds.join(", ")}`),
  currency,
  alt_currency_1: otherCurrency,
  alt_currency_2: otherCurrency,
  countries: z
    .array(country, "must be a list of countries; choose at least one")
    .min(1, "choose at least one country")
    .refine(unique, "each country may stand there once"),
  attributes: z
    .array(column, `must be a list of price columns; choose at least one of ${columnIds}`)
    .min(1, `choose at least one of ${columnIds}`)
    .refine(unique, "each column may stand there once"),
};

/** Keys of a read marketplace that a client may send back unchanged; the server decides them. */
const decided = Object.fromEntries(
  ["id", "owner", "icon", "hubs", "active_contracts", "stats", "capabilities", "events"].map((key) => [
    key,
    z.unknown().optional(),
  ]),
);

/** A new marketplace, from the API or the form (reference connect.md §5.3). */
export const MarketplaceInput = z.strictObject(fields);
export type MarketplaceInput = z.output<typeof MarketplaceInput>;

const partial = z.strictObject(fields).partial();
export type MarketplaceUpdate = z.output<typeof partial>;

/** PUT: what is absent stays as it is; null empties. */
export const MarketplaceUpdate: z.ZodType<MarketplaceUpdate> = z.strictObject({
  ...decided,
  ...partial.shape,
});

// In a form no field may be called `attributes`: it would hide that property of the form element.
const { attributes, ...others } = fields;
const formFields = { ...others, required_columns: attributes };

/** The form of a new marketplace. */
export const MarketplaceNewForm = z
  .strictObject(formFields)
  .transform(({ required_columns, ...rest }) => ({ ...rest, attributes: required_columns }));

/** The edit form: everything, and which marketplace and revision. */
export const MarketplaceForm = z
  .strictObject({ ...formFields, id: z.string(), revision: seenRevision })
  .transform(({ required_columns, ...rest }) => ({ ...rest, attributes: required_columns }));

export type MarketplaceCurrencies = {
  currency: string;
  altCurrency1: string | null;
  altCurrency2: string | null;
};

/** The three currencies differ from each other. @throws DomainError `invalid` naming the field that repeats another. */
export function checkCurrencies(given: MarketplaceCurrencies): void {
  const issues: Issue[] = [];
  const { currency: main, altCurrency1, altCurrency2 } = given;
  if (altCurrency1 === main) issues.push(repeated("alt_currency_1", main, "the main currency"));
  if (altCurrency2 !== null && altCurrency2 === main)
    issues.push(repeated("alt_currency_2", main, "the main currency"));
  else if (altCurrency2 !== null && altCurrency2 === altCurrency1)
    issues.push(repeated("alt_currency_2", altCurrency2, "the first alternative currency"));
  if (issues.length > 0) throw invalidFields(issues);
}

function repeated(path: string, value: string, already: string): Issue {
  return { path, message: `${value} is ${already} already`, rule: "unique", value };
}

/** The currency that a price list in this slot must have; null where the marketplace has none. */
export function slotCurrency(
  marketplace: MarketplaceCurrencies,
  slot: "pricelist" | "alt_pricelist_1" | "alt_pricelist_2",
): string | null {
  if (slot === "pricelist") return marketplace.currency;
  return slot === "alt_pricelist_1" ? marketplace.altCurrency1 : marketplace.altCurrency2;
}
