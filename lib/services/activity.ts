import { type ActivityRow, findActivity } from "@/db/activity";
import { database } from "@/db/client";
import { type Actor, authorise, scopeOf } from "../domain/access";
import type { ListQuery } from "../domain/rql";

/** Who changed what, newest first: only what the actor's account is a party of. */
export async function listActivity(
  actor: Actor,
  query: ListQuery,
): Promise<{ rows: ActivityRow[]; total: number }> {
  authorise(actor, "activity:read");
  return findActivity(database(), scopeOf(actor), query);
}
