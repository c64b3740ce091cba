import type {
  FeatureRow,
  GroupRow,
  InventoryRow,
  OfferItemRow,
  PlanRow,
  WorkingCopy,
} from "@/db/offer-parts";
import type { RemovedPartJson } from "../../domain/offer-removed";

/** A plan with its values and what its item lines are, taken before it is deleted. */
export function removedPlan(copy: WorkingCopy, plan: PlanRow): RemovedPartJson {
  const { id, name, color, description, externalId, periods, commitments } = plan;
  const values = copy.values.filter((cell) => cell.planId === id);
  return {
    kind: "plan",
    id,
    before: nextOf(copy.plans, id),
    content: { name, color, description, external_id: externalId, periods, commitments },
    values: Object.fromEntries(
      values.map(({ featureId, type, value, unit }) => [featureId, { type, value, unit }]),
    ),
    inventory: copy.inventory.filter((row) => row.planId === id).map(slotOf),
  };
}

export function removedGroup(copy: WorkingCopy, { id, name, description }: GroupRow): RemovedPartJson {
  return { kind: "group", id, before: nextOf(copy.groups, id), content: { name, description } };
}

/** A feature with its value in every plan. */
export function removedFeature(copy: WorkingCopy, feature: FeatureRow): RemovedPartJson {
  const { id, name, description, groupId } = feature;
  const plans = copy.values
    .filter((cell) => cell.featureId === id)
    .map(({ planId, type, value, unit }) => ({ id: planId, type, value, unit }));
  return {
    kind: "feature",
    id,
    before: nextOf(copy.features, id),
    content: { name, description, group: { id: groupId }, plans },
  };
}

/** An item line with what it is in every plan and period. */
export function removedItem(copy: WorkingCopy, { id, name, description }: OfferItemRow): RemovedPartJson {
  return {
    kind: "item",
    id,
    before: nextOf(copy.items, id),
    content: { name, description },
    inventory: copy.inventory.filter((row) => row.offerItemId === id).map(slotOf),
  };
}

function nextOf(rows: readonly { id: string }[], id: string): string | null {
  return rows[rows.findIndex((row) => row.id === id) + 1]?.id ?? null;
}

function slotOf({ offerItemId, planId, period, itemId, min, max }: InventoryRow) {
  return { offerItemId, planId, period, itemId, min, max };
}
