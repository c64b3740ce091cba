import {
  deleteFeatureRow,
  deleteGroupRow,
  deleteOfferItemRow,
  deletePlanRow,
  type FeatureRow,
  type GroupRow,
  type OfferItemRow,
  type OrderedKind,
  type PlanRow,
  setPosition,
  updateFeatureRow,
  updateGroupRow,
  updateOfferItemRow,
  updatePlanRow,
  type WorkingCopy,
} from "@/db/offer-parts";
import type { Tx } from "@/db/types";
import { conflict, notFound } from "../../domain/errors";
import { assertRoom } from "../../domain/offer";
import { contentLimits } from "../../domain/offer-content";
import { type Gravity, reordered } from "../../domain/offer-parts";
import { assertRevision } from "../../domain/revision";
import { touched } from "../context";
import { type OfferStep, recordPart, touchParts } from "./working-copy";

type PartRow = PlanRow | GroupRow | FeatureRow | OfferItemRow;
type Touched = ReturnType<typeof touched>;

/** What plans, groups, features and offer items have in common, so that each rule is written once. */
export type PartKind<R extends PartRow> = {
  kind: OrderedKind;
  /** As in the audit. */
  type: string;
  /** As in messages: one and many. */
  what: string;
  plural: string;
  max: number;
  rows: (copy: WorkingCopy) => R[];
  /** What people see change. */
  facts: (row: R, copy: WorkingCopy) => Record<string, unknown>;
  update: (tx: Tx, at: { id: string; revision: number }, set: Partial<R> & Touched) => Promise<boolean>;
  remove: (tx: Tx, id: string) => Promise<void>;
};

export const planKind: PartKind<PlanRow> = {
  kind: "plan",
  type: "plan",
  what: "Plan",
  plural: "plans",
  max: contentLimits.plans,
  rows: (copy) => copy.plans,
  facts: ({ name, color, description, externalId, periods, commitments }) => ({
    name,
    color,
    description,
    external_id: externalId,
    periods,
    commitments,
  }),
  update: updatePlanRow,
  remove: deletePlanRow,
};

export const groupKind: PartKind<GroupRow> = {
  kind: "group",
  type: "feature_group",
  what: "Group",
  plural: "groups",
  max: contentLimits.groups,
  rows: (copy) => copy.groups,
  facts: ({ name, description }) => ({ name, description }),
  update: updateGroupRow,
  remove: deleteGroupRow,
};

export const featureKind: PartKind<FeatureRow> = {
  kind: "feature",
  type: "feature",
  what: "Feature",
  plural: "features",
  max: contentLimits.features,
  rows: (copy) => copy.features,
  facts: ({ name, description, groupId }, copy) => ({
    name,
    description,
    group: copy.groups.find((group) => group.id === groupId)?.name ?? groupId,
  }),
  update: updateFeatureRow,
  remove: deleteFeatureRow,
};

export const itemKind: PartKind<OfferItemRow> = {
  kind: "item",
  type: "offer_item",
  what: "Offer item",
  plural: "items",
  max: contentLimits.items,
  rows: (copy) => copy.items,
  facts: ({ name, description }) => ({ name, description }),
  update: updateOfferItemRow,
  remove: deleteOfferItemRow,
};

/** @throws DomainError `not_found` when the offer has no such part */
export function partOf<R extends PartRow>(copy: WorkingCopy, kind: PartKind<R>, id: string): R {
  const found = kind.rows(copy).find((row) => row.id === id);
  if (!found) throw notFound(kind.what, id);
  return found;
}

function objectOf<R extends PartRow>(kind: PartKind<R>, row: { id: string; name: string }) {
  return { type: kind.type, id: row.id, name: row.name };
}

/** The position of a new part, at the end. @throws DomainError `limit` */
export function nextPosition<R extends PartRow>(copy: WorkingCopy, kind: PartKind<R>): number {
  const rows = kind.rows(copy);
  assertRoom(rows.length, kind.max, kind.plural);
  return Math.max(0, ...rows.map((row) => row.position)) + 1;
}

/** After the insertion of `row`: its place, and the audit. */
export async function settleNewPart<R extends PartRow>(
  step: OfferStep,
  kind: PartKind<R>,
  row: R,
  gravity: Gravity | undefined,
  verb: "create" | "restore" = "create",
): Promise<void> {
  if (gravity) await place(step, kind, [...kind.rows(step.copy), row], { id: row.id, gravity });
  await recordPart(step, { verb, object: objectOf(kind, row), after: kind.facts(row, step.copy) });
}

type Change<R> = {
  id: string;
  revision: number | undefined;
  content: Partial<R>;
  gravity: Gravity | undefined;
};

/** Changes what is given and moves the part; what changes nothing writes nothing. */
export async function changePart<R extends PartRow>(
  step: OfferStep,
  kind: PartKind<R>,
  { id, revision, content, gravity }: Change<R>,
): Promise<void> {
  const { tx, actor, now, copy } = step;
  const before = partOf(copy, kind, id);
  assertRevision(`${kind.what} ${id}`, before.revision, revision);
  const after = { ...before, ...content };
  const changed = await recordPart(step, {
    verb: "update",
    object: objectOf(kind, after),
    before: kind.facts(before, copy),
    after: kind.facts(after, copy),
  });
  if (changed) {
    const saved = await kind.update(tx, before, { ...content, ...touched(before, "updated", actor, now) });
    if (!saved) throw conflict(`${kind.what} ${id} was changed by somebody else at the same time.`);
  }
  if (gravity) await place(step, kind, kind.rows(copy), { id, gravity });
}

/** Order is a matter of looks: moving writes no audit row and no revision. */
async function place<R extends PartRow>(
  step: OfferStep,
  kind: PartKind<R>,
  rows: R[],
  move: { id: string; gravity: Gravity },
): Promise<void> {
  const positions = new Map(rows.map((row) => [row.id, row.position]));
  const order = reordered(
    rows.map((row) => row.id),
    move.id,
    move.gravity,
  );
  for (const [index, id] of order.entries()) {
    if (positions.get(id) !== index + 1) await setPosition(step.tx, kind.kind, id, index + 1);
  }
  await touchParts(step);
}

/** Removes a part with what hangs on it. */
export async function removePart<R extends PartRow>(
  step: OfferStep,
  kind: PartKind<R>,
  { id, revision }: { id: string; revision: number | undefined },
): Promise<void> {
  const before = partOf(step.copy, kind, id);
  assertRevision(`${kind.what} ${id}`, before.revision, revision);
  await kind.remove(step.tx, id);
  const facts = kind.facts(before, step.copy);
  await recordPart(step, {
    verb: "delete",
    object: objectOf(kind, before),
    changes: Object.entries(facts).map(([field, value]) => ({ field, before: value, after: null })),
  });
}
