import { insertActivity } from "@/db/activity";
import { markCarriedOut } from "@/db/idempotency";
import type { Tx } from "@/db/types";
import type { Actor } from "../domain/access";
import { type FieldChange, fieldChanges } from "../domain/changes";
import { currentClaim, newId, requestId } from "./context";

/** The accounts that may read the row; the actor's own account always may. */
export type Parties = { vendorId?: string | null; distributorId?: string | null; resellerId?: string | null };

export type Happening = {
  /** Imperative, as in the state table: create, update, schedule, activate … */
  verb: string;
  object: { type: string; id: string; name: string };
  at: Date;
  parties?: Parties;
  /** The object before and after (only the fields that matter to people) … */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  /** … or the changes themselves. */
  changes?: FieldChange[];
};

/**
 * Writes the audit row of a change, in the change's own transaction. An `update` that changes nothing records nothing.
 * @returns whether a row was written
 */
export async function record(tx: Tx, actor: Actor, happening: Happening): Promise<boolean> {
  const { verb, object, at, before = {}, after = {} } = happening;
  const changes = happening.changes ?? fieldChanges(before, after);
  if (verb === "update" && changes.length === 0) return false;
  await insertActivity(tx, {
    id: newId("activity"),
    at,
    actorType: actor.type,
    actorId: actor.id,
    actorName: actor.name,
    verb,
    objectType: object.type,
    objectId: object.id,
    objectName: object.name,
    changes,
    requestId: requestId() ?? null,
    ...partiesOf(actor, happening.parties ?? {}),
  });
  const claim = currentClaim();
  // In the same transaction: whoever repeats the request after a crash is told that it was carried out.
  if (claim) await markCarriedOut(tx, claim);
  return true;
}

function partiesOf(actor: Actor, parties: Parties) {
  const { id, kind } = actor.account;
  const own = (of: typeof kind) => (actor.type !== "system" && kind === of ? id : null);
  return {
    vendorId: parties.vendorId ?? own("vendor"),
    distributorId: parties.distributorId ?? own("distributor"),
    resellerId: parties.resellerId ?? own("reseller"),
  };
}
