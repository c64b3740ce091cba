import { findWorkingCopy, insertPlan, type PlanRow } from "@/db/offer-parts";
import { type Actor, scopeOf } from "../../domain/access";
import { invalidFields } from "../../domain/errors";
import { type PlanInput, type PlanUpdate, planIssues } from "../../domain/offer-parts";
import type { RemovedPartJson } from "../../domain/offer-removed";
import { created } from "../context";
import { changePart, nextPosition, partOf, planKind, removePart, settleNewPart } from "./parts";
import { removedPlan } from "./removed";
import { inOffer, newPartId, type OfferStep } from "./working-copy";

type Named = { offerId: string; id: string; revision?: number | undefined };

export function assertPeriods({ copy }: OfferStep, plan: { id: string; periods: string[] }): void {
  const issues = planIssues(plan, copy.plans, copy.inventory);
  if (issues.length > 0) throw invalidFields(issues);
}

export async function createPlan(actor: Actor, input: { offerId: string } & PlanInput): Promise<PlanRow> {
  return inOffer(actor, input.offerId, async (step) => {
    const position = nextPosition(step.copy, planKind);
    assertPeriods(step, { id: "", periods: input.content.periods });
    const id = await newPartId(step, "plan");
    const row = { id, offerId: step.offer.id, ...input.content, position, ...created(actor, step.now) };
    await insertPlan(step.tx, row);
    await settleNewPart(step, planKind, row, input.gravity);
    return reload(step, id);
  });
}

/** Changes what is given. A period goes only when no item line uses it, the one-month trial only to one plan. */
export async function updatePlan(actor: Actor, input: Named & PlanUpdate): Promise<PlanRow> {
  return inOffer(actor, input.offerId, async (step) => {
    const { id, revision, content, gravity } = input;
    const before = partOf(step.copy, planKind, id);
    if (content.periods) assertPeriods(step, { id, periods: content.periods });
    await changePart(step, planKind, { id: before.id, revision, content, gravity });
    return reload(step, id);
  });
}

/** A plan goes with its values and its item lines. @returns what `restorePart` undoes it with */
export async function deletePlan(actor: Actor, input: Named): Promise<RemovedPartJson> {
  return inOffer(actor, input.offerId, async (step) => {
    const removed = removedPlan(step.copy, partOf(step.copy, planKind, input.id));
    await removePart(step, planKind, { revision: undefined, ...input });
    return removed;
  });
}

async function reload({ tx, actor, offer }: OfferStep, id: string): Promise<PlanRow> {
  return partOf(await findWorkingCopy(tx, scopeOf(actor), offer.id), planKind, id);
}
