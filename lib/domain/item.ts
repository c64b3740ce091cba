import { z } from "zod";
import type { Issue } from "./errors";
import { line, optionalText } from "./product";
import { type ItemStatus, type ItemType, itemTypes } from "./states";
import type { Transitions } from "./transitions";
import { findUnit, units } from "./units";

export const itemPeriods = [
  "monthly",
  "yearly",
  "years_2",
  "years_3",
  "years_4",
  "years_5",
  "years_6",
  "onetime",
  "days_7_trial",
  "days_14_trial",
  "days_30_trial",
  "monthly_trial",
] as const;
export type ItemPeriod = (typeof itemPeriods)[number];

export const itemPeriodNames: Record<ItemPeriod, string> = {
  monthly: "Monthly",
  yearly: "Yearly",
  years_2: "2 years",
  years_3: "3 years",
  years_4: "4 years",
  years_5: "5 years",
  years_6: "6 years",
  onetime: "One time",
  days_7_trial: "7-day trial",
  days_14_trial: "14-day trial",
  days_30_trial: "30-day trial",
  monthly_trial: "One-month trial",
};

export const itemTypeNames: Record<ItemType, string> = { reservation: "Reservation", ppu: "Pay-per-use" };

/** `integer`, `decimal(1)` … to the number of decimals of a quantity. */
export const itemPrecisions = {
  integer: 0,
  "decimal(1)": 1,
  "decimal(2)": 2,
  "decimal(4)": 4,
  "decimal(8)": 8,
};
export type ItemPrecision = keyof typeof itemPrecisions;

export function precisionOf(decimals: number): string {
  return decimals === 0 ? "integer" : `decimal(${decimals})`;
}

/** A draft that is deleted is gone; `deleted` is never stored. */
export type ItemState = ItemStatus | "deleted";
export type ItemEvent = "publish" | "endsale" | "resumesale" | "delete";

/** DESIGN §7, reference connect.md §6.2. Items are published by publishing their product. */
export const itemTransitions: Transitions<ItemState, ItemEvent> = {
  draft: { publish: "published", delete: "deleted" },
  published: { endsale: "endofsale" },
  endofsale: { resumesale: "published" },
  deleted: {},
};

export const itemPresentation = {
  draft: {
    word: "Draft",
    tone: "neutral",
    explanation: "Everything can be edited. Publishing the product publishes its draft items.",
  },
  published: {
    word: "Published",
    tone: "success",
    explanation: "Can be sold. Only name, MPN and description can still be edited.",
  },
  endofsale: {
    word: "Retired",
    tone: "warning",
    explanation: "No longer sold to new customers. The sale can be resumed.",
  },
} as const satisfies Record<ItemStatus, { word: string; tone: string; explanation: string }>;

/** What people decide about an item. `commitment` counts billing periods; 1 is none beyond the period itself. */
export type ItemContent = {
  name: string;
  mpn: string;
  description: string;
  externalId: string | null;
  type: ItemType;
  period: ItemPeriod;
  unitId: string;
  quantityDecimals: number;
  commitment: number;
};

/**
 * Commitments allowed for each period, in billing periods (reference connect.md §6.2): monthly and yearly none or 1 to 6
 * years; 2 years none, 4 or 6 years; 3 years none or 6 years; every other period none.
 */
const commitments: Partial<Record<ItemPeriod, readonly number[]>> = {
  monthly: [1, 12, 24, 36, 48, 60, 72],
  yearly: [1, 2, 3, 4, 5, 6],
  years_2: [1, 2, 3],
  years_3: [1, 2],
};

export function commitmentsOf(period: ItemPeriod): readonly number[] {
  return commitments[period] ?? [1];
}

const yearsPerPeriod: Partial<Record<ItemPeriod, number>> = {
  monthly: 1 / 12,
  yearly: 1,
  years_2: 2,
  years_3: 3,
};

/** A commitment in words: “None”, “1 year”, “3 years”. */
export function commitmentName(period: ItemPeriod, count: number): string {
  if (count === 1) return "None";
  const years = Math.round(count * (yearsPerPeriod[period] ?? 1));
  return years === 1 ? "1 year" : `${years} years`;
}

/** The commitment that these words mean for the period, or undefined. `-`, `none` and nothing are none. */
export function commitmentOf(period: ItemPeriod, text: string): number | undefined {
  const words = text.trim().toLowerCase();
  if (["", "-", "none"].includes(words)) return 1;
  return commitmentsOf(period).find(
    (count) => count > 1 && commitmentName(period, count) === words.replace(/\s+/g, " "),
  );
}

/** What contradicts itself in an item, by field of the API. An empty array means nothing does. */
export function itemIssues(item: ItemContent): Issue[] {
  const issues: Issue[] = [];
  if (item.type === "ppu" && item.period !== "monthly") {
    const message = `${item.period} is not possible for a pay-per-use item, which is billed monthly`;
    issues.push({ path: "period", message, rule: "ppu_monthly", value: item.period });
  }
  if (item.type === "ppu" && item.commitment !== 1) {
    const message = `${item.commitment} is not possible: a pay-per-use item has no commitment (1)`;
    issues.push({ path: "commitment.count", message, rule: "ppu_no_commitment", value: item.commitment });
  }
  if (item.type === "reservation" && item.quantityDecimals !== 0) {
    const given = precisionOf(item.quantityDecimals);
    const message = `${given} is not possible for a reservation item, which is counted in whole numbers (integer)`;
    issues.push({ path: "precision", message, rule: "reservation_integer", value: given });
  }
  const allowed = commitmentsOf(item.period);
  if (item.type === "reservation" && !allowed.includes(item.commitment)) {
    const message = `${item.commitment} is not allowed for the period ${item.period}; allowed: ${allowed.join(", ")}`;
    issues.push({ path: "commitment.count", message, rule: "commitment_allowed", value: item.commitment });
  }
  return issues;
}

const fixedAfterPublish = {
  type: ["type", (item: ItemContent) => item.type],
  period: ["period", (item: ItemContent) => item.period],
  unit: ["unit.id", (item: ItemContent) => item.unitId],
  precision: ["precision", (item: ItemContent) => precisionOf(item.quantityDecimals)],
  commitment: ["commitment.count", (item: ItemContent) => String(item.commitment)],
} as const;

/** What may not change because the item left draft: all but name, MPN, description and external id. */
export function fixedFieldIssues(status: ItemStatus, before: ItemContent, after: ItemContent): Issue[] {
  if (status === "draft") return [];
  return Object.values(fixedAfterPublish).flatMap(([path, read]) => {
    const [was, is] = [read(before), read(after)];
    if (was === is) return [];
    const message = `is ${was} and cannot become ${is}: of an item that is ${status} only name, mpn, description and external_id can be changed`;
    return [{ path, message, rule: "fixed_after_publish", value: is }];
  });
}

/** The message that Connect gives for an MPN that is taken. */
export const mpnTaken = "Item with same mpn already exists for the product.";

/** Connect's code and words for deleting what is not a draft any more. */
export const onlyDraftDeleted = "Only draft Item can be deleted.";

/** One of `values`, in either case. */
function word<const T extends string>(values: readonly T[]) {
  return z
    .string({ error: (issue) => (issue.input === undefined ? "is required" : "must be text") })
    .transform((text, context): T => {
      const known = values.find((value) => value === text.trim().toLowerCase());
      if (known !== undefined) return known;
      const message = `${JSON.stringify(text)} is not one of ${values.join(", ")}`;
      context.addIssue({ code: "custom", message, input: text });
      return z.NEVER;
    });
}

const precision = word(Object.keys(itemPrecisions) as ItemPrecision[]).transform(
  (name) => itemPrecisions[name],
);

const unit = z.object({
  id: line("a unit", 64).refine((id) => findUnit(id) !== undefined, {
    error: (issue) =>
      `${JSON.stringify(issue.input)} is not a unit; allowed: ${units.map((known) => known.id).join(", ")}`,
  }),
});

const commitment = z.object({
  count: z.coerce
    .number("must be a whole number of billing periods")
    .int("must be a whole number of billing periods")
    .min(1, "must be at least 1, which is no commitment")
    .max(72, "at most 72 billing periods are allowed"),
});

/** Keys of a read item that a client may send back unchanged, and those of Connect that Channelbook does not keep. */
const decided = Object.fromEntries(
  (
    "id local_id display_name status position events parent depth group replacement end_of_sale_notes dynamic " +
    "applicability ui product_version item_type created updated"
  )
    .split(" ")
    .map((key) => [key, z.unknown().optional()]),
);

const fields = {
  name: line("a name", 255),
  mpn: line("a manufacturer part number", 64),
  description: line("a description", 4000),
  external_id: optionalText(128),
  type: word(itemTypes),
  period: word(itemPeriods),
  precision,
  unit,
  commitment: commitment.nullish(),
};

export const ItemInput = z.strictObject({ ...decided, ...fields }).transform(
  (given): ItemContent => ({
    name: given.name,
    mpn: given.mpn,
    description: given.description,
    externalId: given.external_id ?? null,
    type: given.type,
    period: given.period,
    unitId: given.unit.id,
    quantityDecimals: given.precision,
    commitment: given.commitment?.count ?? 1,
  }),
);
export type ItemInput = z.output<typeof ItemInput>;

const neighbour = z.strictObject({ id: line("an item id", 64) });
const gravity = z
  .strictObject({ before: neighbour.optional(), after: neighbour.optional() })
  .refine(
    (given) => (given.before === undefined) !== (given.after === undefined),
    "takes either before or after",
  );

/** What is left out stays as it is; `gravity` moves the item before or after another. */
export const ItemUpdate = z
  .strictObject({ ...decided, ...z.object(fields).partial().shape, gravity: gravity.nullish() })
  .transform((given) => ({ content: contentGiven(given), gravity: given.gravity ?? undefined }));
export type ItemUpdate = z.output<typeof ItemUpdate>;

type Given = Partial<{ [K in keyof typeof fields]: z.output<(typeof fields)[K]> }>;

function contentGiven(given: Given): Partial<ItemContent> {
  const content: Partial<ItemContent> = {};
  if (given.name !== undefined) content.name = given.name;
  if (given.mpn !== undefined) content.mpn = given.mpn;
  if (given.description !== undefined) content.description = given.description;
  if (given.external_id !== undefined) content.externalId = given.external_id;
  if (given.type !== undefined) content.type = given.type;
  if (given.period !== undefined) content.period = given.period;
  if (given.unit !== undefined) content.unitId = given.unit.id;
  if (given.precision !== undefined) content.quantityDecimals = given.precision;
  if (given.commitment !== undefined) content.commitment = given.commitment?.count ?? 1;
  return content;
}

export const positionStep = 10_000;

/** A free position between two neighbours (either may be absent), or undefined when there is no room: then renumber. */
export function positionBetween(before: number | undefined, after: number | undefined): number | undefined {
  if (after === undefined) return (before ?? 0) + positionStep;
  const position = Math.floor(((before ?? 0) + after) / 2);
  return position > (before ?? 0) && position < after ? position : undefined;
}
