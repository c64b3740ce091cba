import { z } from "zod";
import { FeatureValue } from "./offer-content";
import { type FeatureValueType, featureValueTypes } from "./states";

export const featureValueTypeNames: Record<FeatureValueType, string> = {
  boolean: "Yes or no",
  text: "Text",
  number: "Number with unit",
  unlimited: "Unlimited",
};

export const maxValueLength = 64;
const maxUnitLength = 32;
const decimal = /^-?(0|[1-9]\d{0,14})(\.\d{1,8})?$/;

/** A value as people read it: “Yes”, “10 GB”, “Unlimited”. */
export function valueText({ type, value, unit }: FeatureValue): string {
  if (type === "boolean") return value === "true" ? "Yes" : "No";
  if (type === "unlimited") return "Unlimited";
  if (type === "number") return [groupedNumber(value ?? ""), unit].filter(Boolean).join("\u00A0");
  return value ?? "";
}

function groupedNumber(text: string): string {
  const [whole = "", fraction] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",").replace(/^-/, "\u2212");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** As it is typed into a cell; `readValueText` gives the same value back. */
export function valueInput(given: FeatureValue | undefined): string {
  if (!given) return "";
  const { type, value, unit } = given;
  if (type === "boolean") return value === "true" ? "yes" : "no";
  if (type === "unlimited") return "unlimited";
  return type === "number" && unit ? `${value} ${unit}` : (value ?? "");
}

const yes = ["yes", "true", "✓", "y"];
const no = ["no", "false", "✗", "n"];
const unlimited = ["unlimited", "∞"];
const numberAndUnit = /^(-?\d{1,15}(?:\.\d{1,8})?)(?:[ \u00A0]*(\p{L}.*|%|°.*))?$/u;

/**
 * What a person typed into a cell of the comparison table: yes and no, unlimited, a number with or without a unit, else text.
 * Nothing typed is no value (null).
 * @returns the value, or why it is none
 */
export function readValueText(text: string): { value: FeatureValue | null } | { error: string } {
  const trimmed = text.trim();
  const lower = trimmed.toLowerCase();
  if (trimmed === "") return { value: null };
  if (yes.includes(lower)) return { value: { type: "boolean", value: "true", unit: null } };
  if (no.includes(lower)) return { value: { type: "boolean", value: "false", unit: null } };
  if (unlimited.includes(lower)) return { value: { type: "unlimited", value: null, unit: null } };
  if (trimmed.length > maxValueLength) {
    return { error: `${trimmed.length} characters; at most ${maxValueLength} are allowed` };
  }
  const [, number, unit] = numberAndUnit.exec(trimmed) ?? [];
  if (number !== undefined && decimal.test(number) && (unit?.length ?? 0) <= maxUnitLength) {
    return { value: { type: "number", value: number, unit: unit ?? null } };
  }
  return { value: { type: "text", value: trimmed, unit: null } };
}

const unitText = z
  .string("must be text")
  .trim()
  .max(maxUnitLength, `is too long; at most ${maxUnitLength} characters are allowed`)
  .transform((unit) => unit || null)
  .nullish();

/**
 * A value as the API takes it: `{value, type?, unit?}`. Without a type, JSON's own tells: true and false are yes and no,
 * a number is a number, text is text.
 */
export const FeatureValueInput = z
  .object({
    type: z.enum(featureValueTypes, `must be one of ${featureValueTypes.join(", ")}`).optional(),
    value: z.union([z.string(), z.number(), z.boolean()], "must be text, a number, true or false").nullish(),
    unit: unitText,
  })
  .transform((given, context): FeatureValue => {
    const read = readTyped(given.type ?? impliedType(given.value), given.value, given.unit ?? null);
    if (typeof read !== "string") return read;
    context.addIssue({ code: "custom", path: ["value"], message: read, input: given.value });
    return z.NEVER;
  });

type Raw = string | number | boolean | null | undefined;

function impliedType(value: Raw): FeatureValueType {
  if (typeof value === "boolean") return "boolean";
  return typeof value === "number" ? "number" : "text";
}

/** The value, or the sentence that refuses it. */
function readTyped(type: FeatureValueType, value: Raw, unit: string | null): FeatureValue | string {
  const text = value === null || value === undefined ? "" : String(value).trim();
  if (unit !== null && type !== "number") return `has the unit “${unit}”, which only a number may have`;
  if (type === "unlimited") return { type, value: null, unit: null };
  if (type === "boolean") {
    const known = yes.includes(text.toLowerCase()) || no.includes(text.toLowerCase());
    if (!known) return `“${text}” is neither yes nor no; allowed: true, false`;
    return { type, value: String(yes.includes(text.toLowerCase())), unit: null };
  }
  if (type === "number") {
    if (decimal.test(text)) return { type, value: text, unit };
    return `“${text}” is not a number; allowed are at most 15 digits and 8 decimals, such as 10 or 2.5`;
  }
  if (text === "") return `is empty; 1 to ${maxValueLength} characters are expected`;
  if (text.length > maxValueLength) return `is too long; at most ${maxValueLength} characters are allowed`;
  return { type, value: text, unit: null };
}

/** Whether two cells say the same; none equals none. */
export function sameValue(a: FeatureValue | null | undefined, b: FeatureValue | null | undefined): boolean {
  if (!a || !b) return !a && !b;
  return a.type === b.type && a.value === b.value && a.unit === b.unit;
}

/** What the browser saw in a cell, as JSON. */
const seenCell = z.string().transform((text, context): FeatureValue | null => {
  try {
    const read = FeatureValue.nullable().safeParse(JSON.parse(text));
    if (read.success) return read.data;
  } catch {
    // Not JSON: refused below like any other text.
  }
  context.addIssue({ code: "custom", message: "must be the value that was shown", input: text });
  return z.NEVER;
});

/** One cell as it is typed in the portal. */
export const CellEdit = z
  .strictObject({
    offerId: z.string(),
    featureId: z.string(),
    planId: z.string(),
    text: z.string(),
    seen: seenCell.optional(),
  })
  .transform(({ text, ...cell }, context) => {
    const read = readValueText(text);
    if ("value" in read) return { ...cell, value: read.value };
    context.addIssue({ code: "custom", path: ["text"], message: read.error, input: text });
    return z.NEVER;
  });
