import { AsyncLocalStorage } from "node:async_hooks";
import { randomInt } from "node:crypto";
import type { Actor } from "../domain/access";
import { formatId, type IdKind } from "../domain/ids";
import type { By, Events } from "../domain/states";

// Next loads modules once per kind of entry point; what the process shares lives on globalThis.
const slot = Symbol.for("channelbook.context");
/** An Idempotency-Key under which the request runs, and the claim that holds it. */
export type Claim = { owner: string; key: string; claimId: string };
type RequestContext = { id: string; claim?: Claim };
type Shared = { offset: number; fixed: number | null; request: AsyncLocalStorage<RequestContext> };
const shared = globalThis as unknown as Record<symbol, Shared | undefined>;

function state(): Shared {
  shared[slot] ??= { offset: 0, fixed: null, request: new AsyncLocalStorage() };
  return shared[slot];
}

/** The one source of the present. Services take `now` once per call and hand it down; tests move it. */
export const clock = {
  now(): Date {
    return new Date(state().fixed ?? Date.now());
  },
  /** Stops the clock at `now`, or lets it run again with null. Only tests call this. */
  set(now: Date | null): void {
    state().fixed = now ? now.getTime() : null;
  },
};

/** Where the edge notes the address of a request's client, over whatever the client sends there. */
export const addressHeader = "x-channelbook-address";

/** A new random id of that kind. */
export function newId(kind: IdKind): string {
  return formatId(kind, () => randomInt(10));
}

/** A random number from 0 up to 1, in thousandths: spreads what would otherwise happen at once. */
export function jitter(): number {
  return randomInt(1000) / 1000;
}

/** Runs `work` so that everything it records and logs carries the request's id. */
export function withRequestId<T>(id: string, work: () => Promise<T>): Promise<T> {
  return state().request.run({ id }, work);
}

export function requestId(): string | undefined {
  return state().request.getStore()?.id;
}

/** Runs `work` so that what it records also marks the claim as carried out. */
export function withClaim<T>(claim: Claim, work: () => Promise<T>): Promise<T> {
  return state().request.run({ id: requestId() ?? "", claim }, work);
}

export function currentClaim(): Claim | undefined {
  return state().request.getStore()?.claim;
}

export function by(actor: Actor): By {
  return { id: actor.id, name: actor.name };
}

/** The `events` of an object after `verb` happened at `now`. */
export function stamped(events: Events, verb: string, actor: Actor, now: Date): Events {
  return { ...events, [verb]: { at: now.toISOString(), by: by(actor) } };
}

/** The tracked columns of a new object. */
export function created(
  actor: Actor,
  now: Date,
): { events: Events; createdAt: Date; updatedAt: Date; revision: number } {
  return { events: stamped({}, "created", actor, now), createdAt: now, updatedAt: now, revision: 1 };
}

/** The tracked columns after a change: one revision on. */
export function touched(row: { events: Events; revision: number }, verb: string, actor: Actor, now: Date) {
  return { events: stamped(row.events, verb, actor, now), updatedAt: now, revision: row.revision + 1 };
}

export const systemActor: Actor = {
  type: "system",
  id: "system",
  name: "Channelbook",
  account: { id: "system", kind: "vendor", name: "Channelbook" },
  role: "admin",
  modules: null,
};
