import { z } from "zod";
import { discountInput } from "@/lib/domain/discount-input";

const optional = ["description", "value", "end_date", "reusable_until", "code_expiry"];

/** An optional field that is left blank is not sent; of the two kinds of value only the chosen one counts. */
function asBody(form: Record<string, unknown>): Record<string, unknown> {
  const { value, values, closed, code_expiry: expiry, segments = [], ...rest } = form;
  const isClosed = closed === "true";
  const all = {
    ...rest,
    segments,
    ...(rest.type === "FIXED_DISCOUNT" ? { values: rowsOf(values) } : { value }),
    closed: isClosed,
    ...(isClosed ? { code_expiry: expiry } : {}),
  };
  return Object.fromEntries(
    Object.entries(all).filter(([name, entry]) => entry !== "" || !optional.includes(name)),
  );
}

/** A removed row leaves a gap in the array, or an object with numbers for keys. */
function rowsOf(values: unknown): unknown[] {
  if (typeof values !== "object" || values === null) return [];
  return Object.values(values).filter((row) => row !== undefined);
}

/** `values.0.value` as the form calls it: `values[0].value`. Cross-field rules name places as text. */
function fieldPath(path: PropertyKey[]): PropertyKey[] {
  const [head, index, ...rest] = path;
  return head === "values" && /^\d+$/.test(String(index)) ? [`values[${String(index)}]`, ...rest] : path;
}

/** A new or changed discount as its form sends it; errors keep the form's field names. */
export const discountFields = z.record(z.string(), z.unknown()).transform((form, context) => {
  const parsed = discountInput.safeParse(asBody(form));
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    context.addIssue({ code: "custom", path: fieldPath(path), message, input: form });
  }
  return z.NEVER;
});

const optionalInstant = z
  .string()
  .transform((text) => (text === "" ? null : new Date(text)))
  .refine((at) => at === null || !Number.isNaN(at.getTime()), "is not a date and time");

/** What can change once a discount has been live. */
export const termsFields = z.strictObject({
  name: z.string().trim().min(1, "is empty; a name is expected").max(255),
  description: z.string().trim().max(2048),
  end_date: optionalInstant,
});
