import { z } from "zod";
import { isCurrency } from "./currencies";
import {
  codeKey,
  type DiscountValue,
  discountCategories,
  type FlexibleDiscount,
  hasBeenLive,
} from "./discount";
import { type Issue, invalidFields } from "./errors";
import { quote, readAmount } from "./money-text";
import { discountTypes, redemptions, segments } from "./states";

/** A plain decimal above zero with at most `decimals` decimals, given as text or as a JSON number; answered as short text. */
function positiveDecimal(decimals: number) {
  return z.union([z.string(), z.number()]).transform((given, context): string => {
    const text = typeof given === "number" ? String(given) : given.trim();
    const reading = readAmount(text, decimals);
    if ("refusal" in reading) {
      context.addIssue({ code: "custom", message: reading.refusal.message, input: given });
      return z.NEVER;
    }
    if (reading.units === 0n) {
      context.addIssue({ code: "custom", message: "is 0; more than 0 is expected", input: given });
      return z.NEVER;
    }
    return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  });
}

const instant = z.iso
  .datetime({
    offset: true,
    error: (issue) =>
      issue.input === ""
        ? "is empty; an instant is expected"
        : "is not an instant with a zone, such as 2026-03-01T00:00:00Z",
  })
  .transform((text) => new Date(text));

const regionNames = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

const country = z.string().refine((code) => /^[A-Z]{2}$/.test(code) && regionNames.of(code) !== undefined, {
  error: (issue) => notOneOf(issue.input, "an ISO 3166-1 alpha-2 country code such as US"),
});

const currency = z.string().refine(isCurrency, {
  error: (issue) => notOneOf(issue.input, "a currency code such as USD"),
});

function notOneOf(given: unknown, expected: string): string {
  return given === "" ? `is empty; ${expected} is expected` : `${quote(String(given))} is not ${expected}`;
}

const value = z.strictObject({ country, currency, value: positiveDecimal(8) });

const code = z
  .string()
  .trim()
  .min(1, "is empty; a code of 1 to 64 characters is expected")
  .max(64, "is too long; at most 64 characters are allowed")
  .refine(
    (text) => !/[\p{Cc}\p{Zl}\p{Zp},]/u.test(text),
    "must not contain commas, line breaks or control characters",
  );

const mpn = z.string().trim().min(1, "is empty; an MPN is expected").max(64);

const fields = {
  name: z
    .string()
    .trim()
    .min(1, "is empty; a name is expected")
    .max(255, "at most 255 characters are allowed"),
  description: z.string().trim().max(2048, "at most 2,048 characters are allowed").nullish(),
  code,
  type: z.enum(discountTypes, { error: `is not one of ${discountTypes.join(", ")}` }),
  value: positiveDecimal(4).nullish(),
  values: z.array(value).max(500, "at most 500 values are allowed").nullish(),
  start_date: instant,
  end_date: instant.nullish(),
  segments: z
    .array(z.enum(segments, { error: `is not one of ${segments.join(", ")}` }))
    .min(1, `is empty; name at least one of ${segments.join(", ")}`),
  countries: z.array(country).max(300, "at most 300 countries are allowed").default([]),
  items: z.array(mpn).max(5000, "at most 5,000 MPNs are allowed").default([]),
  redemption: z.enum(redemptions, { error: `is not one of ${redemptions.join(", ")}` }).default("unlimited"),
  reusable_until: instant.nullish(),
  category: z.enum(discountCategories, { error: "is not one of STANDARD, INTRO" }).default("STANDARD"),
  closed: z.boolean().default(false),
  code_expiry: instant.nullish(),
};

/** The body of `POST /flexible-discounts` (API.md §3). Empty `countries` = every country, empty `items` = all products of the vendor. */
export const discountInput = z
  .strictObject(fields)
  .superRefine((given, context) => {
    for (const { path, message } of [...valueFaults(given), ...dateFaults(given), ...listFaults(given)]) {
      context.addIssue({ code: "custom", path: path.split("."), message });
    }
  })
  .transform((given) => ({
    name: given.name,
    description: given.description || null,
    code: given.code,
    type: given.type,
    percent: given.type === "PERCENTAGE_DISCOUNT" ? (given.value ?? null) : null,
    values: given.values ?? [],
    startAt: given.start_date,
    endAt: given.end_date ?? null,
    segments: given.segments,
    countries: given.countries,
    items: given.items,
    redemption: given.redemption,
    reusableUntil: given.reusable_until ?? null,
    category: given.category,
    closed: given.closed,
    codeExpiry: given.code_expiry ?? null,
  }));

/** A vendor's discount without the id that we give it. */
export type DiscountInput = z.output<typeof discountInput>;

/** The body of `PUT /flexible-discounts/{id}`: any of the fields; what is not named stays. */
export const discountPatch = z
  .strictObject({
    ...fields,
    countries: fields.countries.unwrap(),
    items: fields.items.unwrap(),
    redemption: fields.redemption.unwrap(),
    category: fields.category.unwrap(),
    closed: fields.closed.unwrap(),
  })
  .partial();

type Given = z.output<z.ZodObject<typeof fields>>;

function valueFaults({ type, value: percent, values, countries }: Given): Issue[] {
  if (type === "PERCENTAGE_DISCOUNT") {
    if (values && values.length > 0)
      return [fault("values", "must be empty for a PERCENTAGE_DISCOUNT; use value")];
    if (percent == null)
      return [fault("value", "is missing; a percentage above 0 and at most 100 is expected")];
    return Number(percent) > 100
      ? [fault("value", `is ${percent}; a percentage above 0 and at most 100 is expected`)]
      : [];
  }
  if (percent != null) return [fault("value", "must be empty for a FIXED_DISCOUNT; use values")];
  if (!values || values.length === 0) {
    return [fault("values", "is empty; a FIXED_DISCOUNT needs at least one country, currency and value")];
  }
  return [...repeatedValues(values), ...strayCountries(values, countries)];
}

function repeatedValues(values: readonly DiscountValue[]): Issue[] {
  const seen = new Set<string>();
  return values.flatMap((one, index) => {
    const key = `${one.country} ${one.currency}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [fault(`values.${index}`, `repeats ${key}; one value for each country and currency is allowed`)];
  });
}

function strayCountries(values: readonly DiscountValue[], countries: readonly string[]): Issue[] {
  if (countries.length === 0) return [];
  return values.flatMap((one, index) =>
    countries.includes(one.country)
      ? []
      : [fault(`values.${index}.country`, `is ${one.country}, which is not among countries`)],
  );
}

function dateFaults(given: Given): Issue[] {
  const { start_date: start, end_date: end, reusable_until: reusable, code_expiry: expiry, closed } = given;
  const faults: Issue[] = [];
  if (end && end <= start) faults.push(fault("end_date", "must be after start_date"));
  if (reusable && !end)
    faults.push(fault("reusable_until", "needs an end_date; without an end it has no meaning"));
  if (reusable && end && reusable < end) faults.push(fault("reusable_until", "must not be before end_date"));
  if (expiry && !closed) faults.push(fault("code_expiry", "is only for a closed discount"));
  if (expiry && expiry <= start) faults.push(fault("code_expiry", "must be after start_date"));
  return faults;
}

function listFaults({ segments: named, countries, items }: Given): Issue[] {
  return [...repeated("segments", named), ...repeated("countries", countries), ...repeated("items", items)];
}

function repeated(path: string, list: readonly string[]): Issue[] {
  return list.flatMap((one, index) =>
    list.indexOf(one) < index ? [fault(`${path}.${index}`, `repeats ${one}`)] : [],
  );
}

function fault(path: string, message: string): Issue {
  return { path, message };
}

/** The writable fields as the API shows them; `discountInput` reads them back unchanged. */
export function printDiscount(discount: Omit<FlexibleDiscount, "id">) {
  return {
    name: discount.name,
    description: discount.description,
    code: discount.code,
    type: discount.type,
    value: discount.percent,
    values: discount.values.map(({ country: where, currency: unit, value: amount }) => ({
      country: where,
      currency: unit,
      value: amount,
    })),
    start_date: isoInstant(discount.startAt),
    end_date: discount.endAt && isoInstant(discount.endAt),
    segments: [...discount.segments],
    countries: [...discount.countries],
    items: [...discount.items],
    redemption: discount.redemption,
    reusable_until: discount.reusableUntil && isoInstant(discount.reusableUntil),
    category: discount.category,
    closed: discount.closed,
    code_expiry: discount.codeExpiry && isoInstant(discount.codeExpiry),
  };
}

/** As the platform API answers instants: 2026-03-01T00:00:00+00:00, milliseconds only where they are not zero (API.md §1). */
export function isoInstant(instantAt: Date): string {
  return instantAt.toISOString().replace(/(?:\.000)?Z$/, "+00:00");
}

const changeableWhenLive: ReadonlySet<string> = new Set(["name", "description", "end_date"]);

/**
 * Refuses what a change must not touch: once a discount has been live only name, description and end change (DESIGN §8),
 * and a new end must not lie before `now`, or uses that were right would turn wrong.
 * @throws DomainError `invalid` naming every such field.
 */
export function checkDiscountChange(
  before: Omit<FlexibleDiscount, "id">,
  after: Omit<FlexibleDiscount, "id">,
  now: Date,
): void {
  if (!hasBeenLive(before, now)) return;
  const [was, is] = [printDiscount(before), printDiscount(after)];
  const issues: Issue[] = [];
  for (const [field, value] of Object.entries(is)) {
    const old = Object.entries(was).find(([name]) => name === field)?.[1];
    if (JSON.stringify(old) === JSON.stringify(value)) continue;
    if (!changeableWhenLive.has(field)) {
      issues.push({
        path: field,
        message: "cannot change: the discount has been live; name, description and end_date can",
        value,
      });
    } else if (field === "end_date" && after.endAt && after.endAt < now) {
      issues.push({ path: field, message: `must not be before now (${isoInstant(now)})`, value });
    }
  }
  if (issues.length > 0) throw invalidFields(issues);
}

/** Two discounts of a vendor may share a code only when they are never live at the same instant (vipmp reference §1.4). */
export function codeClash(
  discount: Pick<FlexibleDiscount, "code" | "startAt" | "endAt">,
  others: readonly Pick<FlexibleDiscount, "code" | "startAt" | "endAt" | "name">[],
): Issue | undefined {
  const clash = others.find(
    (other) =>
      codeKey(other.code) === codeKey(discount.code) &&
      (discount.endAt === null || other.startAt <= discount.endAt) &&
      (other.endAt === null || discount.startAt <= other.endAt),
  );
  if (!clash) return undefined;
  return {
    path: "code",
    message: `${discount.code} is used by “${clash.name}” at the same time`,
    value: discount.code,
  };
}
