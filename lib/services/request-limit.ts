import { DomainError } from "../domain/errors";
import { takeOne, type UsedUntil } from "../domain/request-rate";
import { requestRefused } from "./measure";
import { requestLimits } from "./operator-settings";
import { networkOf } from "./rate-limit";

/** Callers that are remembered: a few MB. Beyond, those that were quiet for longest are forgotten. */
const mostCallers = 50_000;

type Limits = { token: number; address: number };
type State = { limits: Limits; callers: Map<string, UsedUntil> };

const slot = Symbol.for("channelbook.request-limit");
const shared = globalThis as unknown as Record<symbol, State | undefined>;

function state(): State {
  shared[slot] ??= { limits: requestLimits(), callers: new Map() };
  return shared[slot];
}

/**
 * Counts a request to an API for whoever makes it: a token, client or signed-in person by id, or an address.
 * A process counts what it serves; several processes allow several times as much (README, Deployment).
 * @throws DomainError `limit` (429), with the seconds to wait in `details.retry_after`
 */
export function countRequest(kind: keyof Limits, id: string): void {
  const { limits, callers } = state();
  const perMinute = limits[kind];
  if (perMinute === 0) return;
  const key = `${kind} ${kind === "address" ? networkOf(id) : id}`;
  // The machine's own time: the product's clock may be stopped, or be set back.
  const now = performance.now();
  const taken = takeOne(callers.get(key), perMinute, now);
  if (!taken.allowed) {
    requestRefused.publish({ kind });
    throw tooMany(kind, perMinute, taken.retryAfter);
  }
  // Taken out first, so that the map is in the order of the last requests.
  callers.delete(key);
  callers.set(key, taken.until);
  if (callers.size > mostCallers) forget(callers, now);
}

/** Those whose budget is whole again lose nothing by being forgotten; then those that were quiet for longest. */
function forget(callers: Map<string, UsedUntil>, now: number): void {
  for (const [key, until] of callers) {
    if (until <= now) callers.delete(key);
  }
  for (const key of callers.keys()) {
    if (callers.size <= mostCallers * 0.9) return;
    callers.delete(key);
  }
}

function tooMany(kind: keyof Limits, perMinute: number, retryAfter: number): DomainError {
  const whom = { token: "this token", address: "this address" }[kind];
  const message = `There are too many requests from ${whom}: ${perMinute} a minute are allowed. Try again in ${retryAfter} s.`;
  return new DomainError("limit", message, {
    reason: "too_many_requests",
    details: { retry_after: retryAfter },
  });
}

/** The seconds to wait before a request that was refused for now is sent again; a minute where nothing says it. */
export function retryAfterOf({ details }: DomainError): number {
  const isTold = typeof details === "object" && details !== null && "retry_after" in details;
  return isTold && typeof details.retry_after === "number" ? details.retry_after : 60;
}
