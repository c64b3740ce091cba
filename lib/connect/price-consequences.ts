import type { Consequences } from "../domain/price-consequences";

/** `GET /pricing/versions/{id}/consequences` and `GET /pricing/lists/{id}/consequences`. */
export function presentConsequences({ inForce, waiting, listings, subscriptions, renewals }: Consequences) {
  return { in_force: inForce, waiting, listings, subscriptions, renewals };
}
