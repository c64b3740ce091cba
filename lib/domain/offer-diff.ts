import { featureValueTypeNames, sameValue, valueText } from "./feature-value";
import { audienceNames } from "./offer";
import {
  type FeatureContent,
  type InventoryContent,
  type OfferContent,
  periodName,
  quantityRange,
} from "./offer-content";

export type OfferPart = "offer" | "plan" | "group" | "feature" | "value" | "item" | "inventory";

/** One thing that differs between two contents of an offer, in words. */
export type OfferChange = {
  part: OfferPart;
  /** What it is about: “Plan Basic”, “Support in Basic”. */
  name: string;
  kind: "added" | "removed" | "changed";
  fields: { field: string; before: string | null; after: string | null }[];
};

export type OfferDiff = {
  summary: { added: number; removed: number; changed: number };
  changes: OfferChange[];
};

type Fields = Record<string, string | null>;
type Part = { key: string; name: string; facts: Fields };

/** What changed from `before` to `after`, in the order of the offer's parts. A mere change of order is one change of its kind. */
export function offerDiff(before: OfferContent, after: OfferContent): OfferDiff {
  const changes = [
    ...compare("offer", [head(before)], [head(after)]),
    ...compare("plan", plans(before), plans(after)),
    ...order("plan", "Order of plans", before.plans, after.plans),
    ...compare("group", groups(before), groups(after)),
    ...order("group", "Order of groups", before.groups, after.groups),
    ...compare("feature", features(before), features(after)),
    ...order("feature", "Order of features", before.features, after.features),
    ...valueChanges(before, after),
    ...compare("item", items(before), items(after)),
    ...order("item", "Order of items", before.items, after.items),
    ...compare("inventory", inventory(before), inventory(after)),
  ];
  const count = (kind: OfferChange["kind"]) => changes.filter((change) => change.kind === kind).length;
  return {
    summary: { added: count("added"), removed: count("removed"), changed: count("changed") },
    changes,
  };
}

function head(content: OfferContent): Part {
  const audience = content.audience && audienceNames[content.audience];
  return {
    key: "offer",
    name: content.name,
    facts: { Name: content.name, Description: content.description, Audience: audience },
  };
}

function plans(content: OfferContent): Part[] {
  return content.plans.map((plan) => ({
    key: plan.id,
    name: plan.name,
    facts: {
      Name: plan.name,
      Colour: plan.color,
      Description: plan.description,
      Periods: plan.periods.map(periodName).join(", "),
      Commitments: plan.commitments?.join(", ") ?? null,
      "External id": plan.externalId,
    },
  }));
}

function groups(content: OfferContent): Part[] {
  return content.groups.map(({ id, name, description }) => ({
    key: id,
    name,
    facts: { Name: name, Description: description },
  }));
}

function features(content: OfferContent): Part[] {
  const names = namesOf(content.groups);
  return content.features.map(({ id, name, description, groupId }) => ({
    key: id,
    name,
    facts: { Name: name, Description: description, Group: names.get(groupId) ?? groupId },
  }));
}

function items(content: OfferContent): Part[] {
  return content.items.map(({ id, name, description }) => ({
    key: id,
    name,
    facts: { Name: name, Description: description },
  }));
}

function inventory(content: OfferContent): Part[] {
  const [lines, planNames] = [namesOf(content.items), namesOf(content.plans)];
  return content.inventory.map((row: InventoryContent) => ({
    key: `${row.offerItemId}/${row.planId}/${row.period}`,
    name: `${lines.get(row.offerItemId) ?? row.offerItemId} in ${planNames.get(row.planId) ?? row.planId}, ${periodName(row.period)}`,
    facts: { Item: `${row.itemName} (${row.mpn})`, Quantity: quantityRange(row) },
  }));
}

function namesOf(parts: readonly { id: string; name: string }[]): Map<string, string> {
  return new Map(parts.map(({ id, name }) => [id, name]));
}

function compare(part: OfferPart, before: Part[], after: Part[]): OfferChange[] {
  const [was, is] = [new Map(before.map((p) => [p.key, p])), new Map(after.map((p) => [p.key, p]))];
  const removed = before
    .filter((old) => !is.has(old.key))
    .map((old) => ({ part, name: old.name, kind: "removed" as const, fields: fieldsOf(old.facts, {}) }));
  const rest = after.flatMap((now): OfferChange[] => {
    const old = was.get(now.key);
    const fields = fieldsOf(old?.facts ?? {}, now.facts);
    if (!old) return [{ part, name: now.name, kind: "added", fields }];
    return fields.length === 0 ? [] : [{ part, name: now.name, kind: "changed", fields }];
  });
  return [...removed, ...rest];
}

function fieldsOf(before: Fields, after: Fields): OfferChange["fields"] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
    const [was, is] = [before[field] ?? null, after[field] ?? null];
    return was === is ? [] : [{ field, before: was, after: is }];
  });
}

type Named = { id: string; name: string };

/** What stayed but stands in another order. */
function order(
  part: OfferPart,
  name: string,
  before: readonly Named[],
  after: readonly Named[],
): OfferChange[] {
  const [was, is] = [namesOf(before), namesOf(after)];
  const stayed = (of: readonly Named[], other: Map<string, string>) => of.filter((p) => other.has(p.id));
  const [old, now] = [stayed(before, is), stayed(after, was)];
  if (old.every((p, index) => p.id === now[index]?.id)) return [];
  const text = (of: readonly Named[]) => of.map((p) => is.get(p.id)).join(", ");
  return [{ part, name, kind: "changed", fields: [{ field: "Order", before: text(old), after: text(now) }] }];
}

/** Cells of features and plans that are in both; those of a new or removed feature or plan go without saying. */
function valueChanges(before: OfferContent, after: OfferContent): OfferChange[] {
  const old = new Map(before.features.map((feature): [string, FeatureContent] => [feature.id, feature]));
  const known = namesOf(before.plans);
  return after.features.flatMap((feature) => {
    const was = old.get(feature.id);
    if (!was) return [];
    return after.plans
      .filter((plan) => known.has(plan.id) && !sameValue(was.values[plan.id], feature.values[plan.id]))
      .map((plan) =>
        valueChange(`${feature.name} in ${plan.name}`, was.values[plan.id], feature.values[plan.id]),
      );
  });
}

type Cell = FeatureContent["values"][string] | undefined;

function valueChange(name: string, before: Cell, after: Cell): OfferChange {
  const [was, is] = [before ? valueText(before) : null, after ? valueText(after) : null];
  const kind = was === null ? "added" : is === null ? "removed" : "changed";
  const alike = was === is && before && after;
  // “5 GB” as text and as a number read the same: then the type is what changed.
  const fields = alike
    ? [
        {
          field: "Type",
          before: featureValueTypeNames[before.type],
          after: featureValueTypeNames[after.type],
        },
      ]
    : [{ field: "Value", before: was, after: is }];
  return { part: "value", name, kind, fields };
}
