import { z } from "zod";
import { type Issue, invalid } from "./errors";
import { FeatureValueInput } from "./feature-value";
import {
  type InventoryContent,
  type PlanContent,
  type PlanPeriod,
  periodName,
  planPeriods,
} from "./offer-content";
import { line, optionalText } from "./product";

/** The period that only one plan of an offer may have (DESIGN §6). */
export const soleTrial: PlanPeriod = "monthly_trial";

const neighbour = z.strictObject({ id: line("an id", 64) });
/** Moves a row before or after another of its kind. */
export const Gravity = z
  .strictObject({ before: neighbour.optional(), after: neighbour.optional() })
  .refine(
    (given) => (given.before === undefined) !== (given.after === undefined),
    "takes either before or after",
  );
export type Gravity = z.output<typeof Gravity>;

/**
 * The ids in their new order.
 * @throws DomainError `invalid` when the neighbour is the row itself or none of `ids`
 */
export function reordered(ids: readonly string[], moved: string, gravity: Gravity): string[] {
  const side = gravity.before ? "before" : "after";
  const anchor = (gravity.before ?? gravity.after)?.id ?? "";
  if (anchor === moved) throw invalid(`gravity.${side}.id`, `${anchor} is the row itself`);
  const others = ids.filter((id) => id !== moved);
  const at = others.indexOf(anchor);
  if (at === -1)
    throw invalid(
      `gravity.${side}.id`,
      `${anchor} is not one of ${others.join(", ") || "the others: there are none"}`,
    );
  return others.toSpliced(side === "before" ? at : at + 1, 0, moved);
}

const decided = Object.fromEntries(["id", "position", "events"].map((key) => [key, z.unknown().optional()]));

const periodList = `allowed: ${planPeriods.join(", ")}`;
/** A form sends empty text for none, so that none is told apart from “as it is”. */
const periods = z
  .union(
    [z.array(z.string()), z.string().transform((one) => (one === "" ? [] : [one]))],
    `must be an array of periods; ${periodList}`,
  )
  .transform((given, context): PlanPeriod[] => {
    const known = planPeriods.filter((period) => given.includes(period));
    for (const period of given) {
      if (planPeriods.some((allowed) => allowed === period)) continue;
      context.addIssue({
        code: "custom",
        message: `“${period}” is not a period; ${periodList}`,
        input: period,
      });
    }
    if (given.length === 0) {
      context.addIssue({
        code: "custom",
        message: `is empty; at least one period is needed; ${periodList}`,
        input: given,
      });
    }
    return known;
  });

const commitments = z
  .array(
    z
      .int("must be whole numbers of billing periods")
      .min(1, "must be at least 1")
      .max(72, "must be at most 72"),
  )
  .max(20, "at most 20 commitments are allowed")
  .nullish();

const planFields = {
  name: line("a name", 256),
  color: line("a colour", 32),
  description: optionalText(4000),
  external_id: optionalText(128),
  periods,
  commitments,
};

export const PlanInput = z
  .strictObject({ ...decided, ...planFields, gravity: Gravity.nullish() })
  .transform(({ external_id, gravity, ...given }) => ({
    content: {
      name: given.name,
      color: given.color,
      description: given.description ?? null,
      externalId: external_id ?? null,
      periods: given.periods,
      commitments: given.commitments ?? null,
    },
    gravity: gravity ?? undefined,
  }));
export type PlanInput = z.output<typeof PlanInput>;

/** What is left out stays as it is. */
export const PlanUpdate = z
  .strictObject({ ...decided, ...z.object(planFields).partial().shape, gravity: Gravity.nullish() })
  .transform(({ external_id, gravity, name, color, description, periods: given, commitments: bound }) => ({
    content: {
      ...(name === undefined ? {} : { name }),
      ...(color === undefined ? {} : { color }),
      ...(description === undefined ? {} : { description }),
      ...(external_id === undefined ? {} : { externalId: external_id }),
      ...(given === undefined ? {} : { periods: given }),
      ...(bound === undefined ? {} : { commitments: bound }),
    },
    gravity: gravity ?? undefined,
  }));
export type PlanUpdate = z.output<typeof PlanUpdate>;

/** What contradicts the other plans or the items of an offer in a plan's periods. An empty array means nothing does. */
export function planIssues(
  plan: Pick<PlanContent, "id" | "periods">,
  others: readonly Pick<PlanContent, "id" | "name" | "periods">[],
  inventory: readonly Pick<InventoryContent, "planId" | "period">[],
): Issue[] {
  const issues: Issue[] = [];
  const holder = others.find((other) => other.id !== plan.id && other.periods.includes(soleTrial));
  if (plan.periods.includes(soleTrial) && holder) {
    const message = `${soleTrial} is taken: ${holder.name} (${holder.id}) has it, and only one plan of an offer may have the one-month trial`;
    issues.push({ path: "periods", message, rule: "sole_trial", value: soleTrial });
  }
  const lost = Map.groupBy(
    inventory.filter((row) => row.planId === plan.id && !plan.periods.includes(row.period)),
    (row) => row.period,
  );
  for (const [period, rows] of lost) {
    const message = `${period} (${periodName(period)}) cannot be removed: ${rows.length} item ${rows.length === 1 ? "line uses" : "lines use"} it; clear them first`;
    issues.push({ path: "periods", message, rule: "period_in_use", value: period });
  }
  return issues;
}

const partFields = (max: number) => ({ name: line("a name", max), description: optionalText(4000) });
const toPart = ({
  name,
  description,
  gravity,
}: {
  name: string;
  description?: string | null | undefined;
  gravity?: Gravity | null | undefined;
}) => ({
  content: { name, description: description ?? null },
  gravity: gravity ?? undefined,
});
const toPartChange = ({
  name,
  description,
  gravity,
}: {
  name?: string | undefined;
  description?: string | null | undefined;
  gravity?: Gravity | null | undefined;
}) => ({
  content: {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
  },
  gravity: gravity ?? undefined,
});

const part = (max: number) => z.strictObject({ ...decided, ...partFields(max), gravity: Gravity.nullish() });
const partChange = (max: number) =>
  z.strictObject({ ...decided, ...z.object(partFields(max)).partial().shape, gravity: Gravity.nullish() });

export const GroupInput = part(256).transform(toPart);
export const GroupUpdate = partChange(256).transform(toPartChange);
export const OfferItemInput = part(128)
  .extend({ commitments: z.unknown().optional(), plans: z.unknown().optional() })
  .transform(toPart);
export const OfferItemUpdate = partChange(128)
  .extend({ commitments: z.unknown().optional(), plans: z.unknown().optional() })
  .transform(toPartChange);
export type PartInput = z.output<typeof GroupInput>;
export type PartUpdate = z.output<typeof GroupUpdate>;

const cell = z.record(z.string(), z.unknown()).transform((given, context) => {
  const { id, ...rest } = given;
  const value = FeatureValueInput.safeParse(rest);
  if (typeof id !== "string")
    context.addIssue({ code: "custom", path: ["id"], message: "must be a plan’s id", input: id });
  for (const { path, message } of value.error?.issues ?? [])
    context.addIssue({ code: "custom", path, message, input: rest });
  return value.success && typeof id === "string" ? { planId: id, value: value.data } : z.NEVER;
});
const cells = z.array(cell, "must be an array of {id, value, type?, unit?}").optional();

export const FeatureInput = z
  .strictObject({
    ...decided,
    ...partFields(256),
    group: z.object({ id: line("a group id", 64) }, "must name a group: {id}"),
    plans: cells,
    gravity: Gravity.nullish(),
  })
  .transform((given) => ({ ...toPart(given), groupId: given.group.id, values: given.plans ?? [] }));
export type FeatureInput = z.output<typeof FeatureInput>;

/** What is left out stays as it is; `plans`, where given, replaces every cell. */
export const FeatureUpdate = z
  .strictObject({
    ...decided,
    ...z.object(partFields(256)).partial().shape,
    group: z.object({ id: line("a group id", 64) }).optional(),
    plans: cells,
    gravity: Gravity.nullish(),
  })
  .transform((given) => ({ ...toPartChange(given), groupId: given.group?.id, values: given.plans }));
export type FeatureUpdate = z.output<typeof FeatureUpdate>;

const maxQuantity = 1_000_000_000;
const quantity = (what: string, from: number) =>
  z.coerce
    .number(`${what} must be a whole number`)
    .int(`${what} must be a whole number`)
    .min(from, `${what} must be at least ${from}`)
    .max(maxQuantity, `${what} must be at most ${maxQuantity.toLocaleString("en")}`);
/** Null, or a form's empty field. */
const unlimited = z.union([z.null(), z.literal("")]).transform(() => null);

/** What an offer item is in a plan for a period: a product item with a minimum and a maximum quantity (null is unlimited). */
export const InventoryInput = z
  .strictObject({
    offerItemId: line("an offer item id", 64),
    planId: line("a plan id", 64),
    period: line("a period", 32),
    itemId: line("an item id", 64),
    min: quantity("the minimum", 0).default(1),
    max: z.union([unlimited, quantity("the maximum", 1)]).default(null),
  })
  .superRefine(({ min, max }, context) => {
    if (max === null || max >= min) return;
    const message = `the maximum ${max} is below the minimum ${min}`;
    context.addIssue({ code: "custom", path: ["max"], message, input: max });
  });
export type InventoryInput = z.output<typeof InventoryInput>;

/** What an offer item is in a plan for a period: the three facts that people change. */
export type SlotContent = Pick<InventoryContent, "itemId" | "min" | "max">;

/** Whether two cells of the inventory say the same; none equals none. */
export function sameSlot(a: SlotContent | null | undefined, b: SlotContent | null | undefined): boolean {
  if (!a || !b) return !a && !b;
  return a.itemId === b.itemId && a.min === b.min && a.max === b.max;
}

/** What the browser saw in a cell of the inventory, as JSON. */
export const seenSlot = z.string().transform((text, context): SlotContent | null => {
  const slot = z.object({ itemId: z.string(), min: z.number(), max: z.number().nullable() }).nullable();
  try {
    return slot.parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: "custom", message: "must be what was shown in the cell", input: text });
    return z.NEVER;
  }
});
