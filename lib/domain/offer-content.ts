import { z } from "zod";
import { audiences, featureValueTypes, offerTypes } from "./states";

/** The billing and trial periods of a plan (reference connect.md §4.5), in the order people expect. */
export const planPeriods = [
  "monthly",
  "yearly",
  "years_2",
  "years_3",
  "years_4",
  "years_5",
  "years_6",
  "onetime",
  "monthly_trial",
  "days_7_trial",
  "days_14_trial",
  "trial",
] as const;
export type PlanPeriod = (typeof planPeriods)[number];

export const planPeriodNames: Record<PlanPeriod, string> = {
  monthly: "1 month",
  yearly: "1 year",
  years_2: "2 years",
  years_3: "3 years",
  years_4: "4 years",
  years_5: "5 years",
  years_6: "6 years",
  onetime: "Perpetual",
  monthly_trial: "1-month trial",
  days_7_trial: "7-day trial",
  days_14_trial: "14-day trial",
  trial: "Trial",
};

/** A stored period in words; one that is not known stays as it is. */
export function periodName(period: string): string {
  return Object.hasOwn(planPeriodNames, period) ? planPeriodNames[period as PlanPeriod] : period;
}

const id = z.string();
const note = z.string().nullable().default(null);

const Plan = z.object({
  id,
  name: z.string(),
  color: z.string(),
  description: note,
  externalId: note,
  periods: z.array(z.string()),
  commitments: z.array(z.number()).nullable().default(null),
});
const Group = z.object({ id, name: z.string(), description: note });
/** The value of a feature in a plan. */
export const FeatureValue = z.object({
  type: z.enum(featureValueTypes),
  /** "true" or "false", the text, a plain decimal; null when unlimited. */
  value: z.string().nullable(),
  unit: z.string().nullable().default(null),
});
const Feature = z.object({
  id,
  groupId: id,
  name: z.string(),
  description: note,
  /** By plan id; a plan without a value is absent. */
  values: z.record(z.string(), FeatureValue),
});
const OfferItem = z.object({ id, name: z.string(), description: note });
const Inventory = z.object({
  offerItemId: id,
  planId: id,
  period: z.string(),
  itemId: id,
  itemName: z.string(),
  mpn: z.string(),
  min: z.number().int(),
  /** Null is unlimited. */
  max: z.number().int().nullable(),
});

/**
 * Everything an offer says, as a version keeps it and as the working copy stands. Arrays are in the order people gave them.
 * A version's snapshot in the database has this shape.
 */
export const OfferContent = z.object({
  name: z.string().default(""),
  description: note,
  type: z.enum(offerTypes).default("generic"),
  audience: z.enum(audiences).nullable().default(null),
  plans: z.array(Plan).default([]),
  groups: z.array(Group).default([]),
  features: z.array(Feature).default([]),
  items: z.array(OfferItem).default([]),
  inventory: z.array(Inventory).default([]),
});
export type OfferContent = z.output<typeof OfferContent>;
export type PlanContent = OfferContent["plans"][number];
export type GroupContent = OfferContent["groups"][number];
export type FeatureContent = OfferContent["features"][number];
export type OfferItemContent = OfferContent["items"][number];
export type InventoryContent = OfferContent["inventory"][number];
export type FeatureValue = z.output<typeof FeatureValue>;

/** How many of each an offer may hold. */
export const contentLimits = { plans: 50, groups: 100, features: 1000, items: 200 } as const;

/** The features of each group, in order; a group without features is there too. */
export function byGroup(
  content: Pick<OfferContent, "groups" | "features">,
): { group: GroupContent; features: FeatureContent[] }[] {
  const features = Map.groupBy(content.features, (feature) => feature.groupId);
  return content.groups.map((group) => ({ group, features: features.get(group.id) ?? [] }));
}

/** What has an offer item in a plan for a period, or undefined. */
export function inventoryOf(
  content: Pick<OfferContent, "inventory">,
  offerItemId: string,
  planId: string,
  period: string,
): InventoryContent | undefined {
  return content.inventory.find(
    (row) => row.offerItemId === offerItemId && row.planId === planId && row.period === period,
  );
}

/** “1–100”, “5 or more”: how many of an item can be ordered. */
export function quantityRange({ min, max }: Pick<InventoryContent, "min" | "max">): string {
  const number = (value: number) => value.toLocaleString("en");
  if (max === null) return min === 0 ? "Any quantity" : `${number(min)} or more`;
  return min === max ? number(min) : `${number(min)}–${number(max)}`;
}

/** A gap in an offer that a reader would stumble over: it does not keep a version from being published. */
export type OfferFinding = { code: string; message: string; count: number; sample: string[] };

const maxSample = 5;

function finding(code: string, message: (count: string) => string, names: string[]): OfferFinding[] {
  if (names.length === 0) return [];
  const count = names.length.toLocaleString("en");
  return [{ code, message: message(count), count: names.length, sample: names.slice(0, maxSample) }];
}

/** What is missing before an offer says everything; shown before a version is published. */
export function offerFindings(content: OfferContent): OfferFinding[] {
  const { plans, features, items } = content;
  const emptyCells = features.flatMap((feature) =>
    plans.filter((plan) => !feature.values[plan.id]).map((plan) => `${feature.name} in ${plan.name}`),
  );
  const emptyGroups = byGroup(content).flatMap(({ group, features: own }) =>
    own.length === 0 ? [group.name] : [],
  );
  const noItems = plans.flatMap((plan) =>
    plan.periods
      .filter((period) => !content.inventory.some((row) => row.planId === plan.id && row.period === period))
      .map((period) => `${plan.name}, ${periodName(period)}`),
  );
  const unused = items.filter((item) => !content.inventory.some((row) => row.offerItemId === item.id));
  return [
    ...(plans.length === 0 ? [{ code: "no_plans", message: "It has no plans.", count: 1, sample: [] }] : []),
    ...finding("empty_value", (n) => `Features without a value in a plan: ${n}.`, emptyCells),
    ...finding("empty_group", (n) => `Groups without features: ${n}.`, emptyGroups),
    ...finding("no_item", (n) => `Plans and periods without an item to order: ${n}.`, noItems),
    ...finding(
      "unused_item",
      (n) => `Item lines that no plan uses: ${n}.`,
      unused.map((i) => i.name),
    ),
  ];
}
