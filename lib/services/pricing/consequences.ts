import { database } from "@/db/client";
import { countListingsOf, countSubscriptionsOf } from "@/db/price-consequences";
import type { PriceListRow } from "@/db/price-lists";
import { findVersionsOfList } from "@/db/price-versions";
import { type Actor, authorise } from "../../domain/access";
import { type Consequences, renewalWindowDays } from "../../domain/price-consequences";
import { inForceAt } from "../../domain/price-settlement";
import { clock } from "../context";
import { loadOwnPriceList } from "./lists";
import { settle } from "./settle";
import { loadVersion } from "./versions";

const day = 86_400_000;

/**
 * What scheduling, unscheduling or activating the version would touch, for its owner. `at`: the instant from which it counts,
 * now unless given. @throws DomainError `not_found`, also for a list that is somebody else's
 */
export async function versionConsequences(
  actor: Actor,
  { id, at }: { id: string; at?: Date | null | undefined },
): Promise<Consequences> {
  authorise(actor, "pricing:read");
  const now = clock.now();
  await settle(now);
  const version = await loadVersion(database(), actor, id);
  const list = await loadOwnPriceList(database(), actor, version.priceListId);
  return consequences(list, at ?? now, id);
}

/** What terminating the list now would touch, for its owner. @throws DomainError `not_found` */
export async function terminationConsequences(actor: Actor, { id }: { id: string }): Promise<Consequences> {
  authorise(actor, "pricing:read");
  const now = clock.now();
  await settle(now);
  return consequences(await loadOwnPriceList(database(), actor, id), now, undefined);
}

async function consequences(
  list: PriceListRow,
  at: Date,
  exceptId: string | undefined,
): Promise<Consequences> {
  const db = database();
  const until = new Date(at.getTime() + renewalWindowDays * day);
  const [all, listings, subscriptions] = await Promise.all([
    findVersionsOfList(db, list.id),
    countListingsOf(db, list),
    countSubscriptionsOf(db, list, { from: dateOf(at), to: dateOf(until) }),
  ]);
  const others = all.filter(({ id }) => id !== exceptId);
  const inForce = inForceAt(others, at)?.version;
  return {
    inForce: inForce ? { number: inForce.number } : null,
    waiting: others
      .filter(({ status, startAt }) => status === "scheduled" && startAt !== null && startAt > at)
      .map(({ number }) => ({ number })),
    listings,
    ...subscriptions,
  };
}

function dateOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
