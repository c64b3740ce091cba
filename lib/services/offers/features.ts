import {
  type FeatureRow,
  findWorkingCopy,
  type GroupRow,
  insertFeature,
  insertGroup,
  putFeatureValue,
  updateFeatureRow,
} from "@/db/offer-parts";
import { type Actor, scopeOf } from "../../domain/access";
import { conflict, DomainError, invalid } from "../../domain/errors";
import { sameValue, valueText } from "../../domain/feature-value";
import type { FeatureValue } from "../../domain/offer-content";
import type { FeatureInput, FeatureUpdate, PartInput, PartUpdate } from "../../domain/offer-parts";
import type { RemovedPartJson } from "../../domain/offer-removed";
import { created, touched } from "../context";
import {
  changePart,
  featureKind,
  groupKind,
  nextPosition,
  partOf,
  planKind,
  removePart,
  settleNewPart,
} from "./parts";
import { removedFeature, removedGroup } from "./removed";
import { inOffer, newPartId, type OfferStep, recordPart } from "./working-copy";

type Named = { offerId: string; id: string; revision?: number | undefined };

export async function createGroup(actor: Actor, input: { offerId: string } & PartInput): Promise<GroupRow> {
  return inOffer(actor, input.offerId, async (step) => {
    const position = nextPosition(step.copy, groupKind);
    const id = await newPartId(step, "featureGroup");
    const row = { id, offerId: step.offer.id, ...input.content, position, ...created(actor, step.now) };
    await insertGroup(step.tx, row);
    await settleNewPart(step, groupKind, row, input.gravity);
    return partOf(await reloaded(step), groupKind, id);
  });
}

export async function updateGroup(actor: Actor, input: Named & PartUpdate): Promise<GroupRow> {
  return inOffer(actor, input.offerId, async (step) => {
    const { id, revision, content, gravity } = input;
    await changePart(step, groupKind, { id, revision, content, gravity });
    return partOf(await reloaded(step), groupKind, id);
  });
}

/** Only an empty group. @returns what `restorePart` undoes it with @throws DomainError `conflict` while it holds features (API.md §6) */
export async function deleteGroup(actor: Actor, input: Named): Promise<RemovedPartJson> {
  return inOffer(actor, input.offerId, async (step) => {
    const group = partOf(step.copy, groupKind, input.id);
    const held = step.copy.features.filter((feature) => feature.groupId === group.id);
    if (held.length > 0) {
      const features = held.length === 1 ? "1 feature" : `${held.length} features`;
      throw conflict(
        `Group ${group.name} (${group.id}) cannot be deleted: it holds ${features}. Move or delete them first.`,
      );
    }
    await removePart(step, groupKind, { revision: undefined, ...input });
    return removedGroup(step.copy, group);
  });
}

export async function createFeature(
  actor: Actor,
  input: { offerId: string } & FeatureInput,
): Promise<FeatureRow> {
  return inOffer(actor, input.offerId, async (step) => {
    const { content, groupId, values, gravity } = input;
    assertGroup(step, groupId);
    const position = nextPosition(step.copy, featureKind);
    const id = await newPartId(step, "feature");
    const row = { id, offerId: step.offer.id, groupId, ...content, position, ...created(actor, step.now) };
    await insertFeature(step.tx, row);
    for (const { planId, value } of values) {
      assertPlan(step, planId);
      await putFeatureValue(step.tx, { featureId: id, planId }, value);
    }
    await settleNewPart(step, featureKind, row, gravity);
    return partOf(await reloaded(step), featureKind, id);
  });
}

/** Changes what is given; `values`, where given, replaces every cell of the feature. */
export async function updateFeature(actor: Actor, input: Named & FeatureUpdate): Promise<FeatureRow> {
  return inOffer(actor, input.offerId, async (step) => {
    const { id, revision, groupId, gravity, values } = input;
    if (groupId !== undefined) assertGroup(step, groupId);
    const content = { ...input.content, ...(groupId === undefined ? {} : { groupId }) };
    await changePart(step, featureKind, { id, revision, content, gravity });
    if (values) {
      const feature = partOf(await reloaded(step), featureKind, id);
      for (const { planId } of values) assertPlan(step, planId);
      await writeCells(
        step,
        feature,
        step.copy.plans.map((plan) => ({
          planId: plan.id,
          value: values.find((cell) => cell.planId === plan.id)?.value ?? null,
        })),
      );
    }
    return partOf(await reloaded(step), featureKind, id);
  });
}

/** @returns what `restorePart` undoes it with */
export async function deleteFeature(actor: Actor, input: Named): Promise<RemovedPartJson> {
  return inOffer(actor, input.offerId, async (step) => {
    const removed = removedFeature(step.copy, partOf(step.copy, featureKind, input.id));
    await removePart(step, featureKind, { revision: undefined, ...input });
    return removed;
  });
}

type CellInput = {
  offerId: string;
  featureId: string;
  planId: string;
  value: FeatureValue | null;
  /** What the writer saw in the cell; undefined when it did not say. */
  seen?: FeatureValue | null | undefined;
};

/**
 * Writes one cell of the comparison table, or empties it.
 * @throws DomainError `conflict`, reason `precondition`, that names both values when the cell is not what the writer saw
 */
export async function setFeatureValue(actor: Actor, input: CellInput): Promise<FeatureRow> {
  return inOffer(actor, input.offerId, async (step) => {
    const { featureId, planId, value, seen } = input;
    const feature = partOf(step.copy, featureKind, featureId);
    const plan = partOf(step.copy, planKind, planId);
    const current = cellOf(step, featureId, planId);
    if (seen !== undefined && !sameValue(seen, current) && !sameValue(value, current)) {
      throw new DomainError(
        "conflict",
        `${feature.name} in ${plan.name} has changed since you opened it: you saw ${worded(seen)}, it is ${worded(current)} now. Load it again and repeat your change.`,
        { reason: "precondition", details: { seen, current } },
      );
    }
    await writeCells(step, feature, [{ planId, value }]);
    return partOf(await reloaded(step), featureKind, featureId);
  });
}

function worded(value: FeatureValue | null): string {
  return value ? `“${valueText(value)}”` : "empty";
}

function cellOf({ copy }: OfferStep, featureId: string, planId: string): FeatureValue | null {
  const found = copy.values.find((cell) => cell.featureId === featureId && cell.planId === planId);
  return found ? { type: found.type, value: found.value, unit: found.unit } : null;
}

async function writeCells(
  step: OfferStep,
  feature: FeatureRow,
  cells: { planId: string; value: FeatureValue | null }[],
): Promise<void> {
  const changes = cells.flatMap(({ planId, value }) => {
    const current = cellOf(step, feature.id, planId);
    if (sameValue(current, value)) return [];
    const field = partOf(step.copy, planKind, planId).name;
    const text = (of: FeatureValue | null) => (of ? valueText(of) : null);
    return [{ planId, value, change: { field, before: text(current), after: text(value) } }];
  });
  if (changes.length === 0) return;
  for (const { planId, value } of changes)
    await putFeatureValue(step.tx, { featureId: feature.id, planId }, value);
  await updateFeatureRow(step.tx, feature, touched(feature, "updated", step.actor, step.now));
  await recordPart(step, {
    verb: "update",
    object: { type: featureKind.type, id: feature.id, name: feature.name },
    changes: changes.map(({ change }) => change),
  });
}

export function assertGroup({ copy }: OfferStep, id: string): void {
  if (copy.groups.some((group) => group.id === id)) return;
  const allowed = copy.groups.map((group) => group.id).join(", ") || "none: add a group first";
  throw invalid("group.id", `${id} is not a group of this offer; allowed: ${allowed}`, { value: id });
}

function assertPlan({ copy }: OfferStep, id: string): void {
  if (copy.plans.some((plan) => plan.id === id)) return;
  const allowed = copy.plans.map((plan) => plan.id).join(", ") || "none: add a plan first";
  throw invalid("plans.id", `${id} is not a plan of this offer; allowed: ${allowed}`, { value: id });
}

async function reloaded({ tx, actor, offer }: OfferStep) {
  return findWorkingCopy(tx, scopeOf(actor), offer.id);
}
