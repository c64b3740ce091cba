import { isIPv6 } from "node:net";
import { DomainError } from "../domain/errors";
import { slideWindow, type WindowLimit, waitText } from "../domain/sliding-window";
import { clock } from "./context";

/** A limit by name: what is counted under it is kept apart from the others. */
export type RateLimit = WindowLimit & {
  name: string;
  /** Too many of what, at the start of the sentence: “Too many failed sign-ins.” */
  refusal: string;
};

/** Per limit: more keys than this and the one that was quiet longest is forgotten, so that memory stays bounded. */
const maxKeys = 10_000;

// Next loads modules once per kind of entry point; what the process shares lives on globalThis.
const slot = Symbol.for("channelbook.rate-limits");
type Counts = Map<string, number[]>;
const shared = globalThis as unknown as Record<symbol, Map<string, Counts> | undefined>;

function countsOf({ name }: RateLimit): Counts {
  shared[slot] ??= new Map();
  const known = shared[slot].get(name) ?? new Map<string, number[]>();
  shared[slot].set(name, known);
  return known;
}

/**
 * Counts one event of `key`. Per process: several processes together admit that many times the limit (DECISIONS.md).
 * @throws DomainError `limit`, reason `too_many_requests`, that says when to try again
 */
export function countOrRefuse(limit: RateLimit, key: string): void {
  const counts = countsOf(limit);
  const now = clock.now().getTime();
  const { times, retryAt } = slideWindow(counts.get(key) ?? [], now, limit);
  counts.delete(key);
  counts.set(key, times);
  const quietest = counts.keys().next();
  if (counts.size > maxKeys && !quietest.done) counts.delete(quietest.value);
  if (retryAt === undefined) return;
  throw new DomainError("limit", `${limit.refusal} Try again in ${waitText(retryAt - now)}.`, {
    reason: "too_many_requests",
    details: { retry_after_seconds: Math.ceil((retryAt - now) / 1000) },
  });
}

/** How long to wait after a refusal of `countOrRefuse`, for the `Retry-After` header; undefined for any other error. */
export function retryAfterSeconds({ details }: DomainError): number | undefined {
  const wait =
    typeof details === "object" && details && "retry_after_seconds" in details
      ? details.retry_after_seconds
      : undefined;
  return typeof wait === "number" ? wait : undefined;
}

/** Takes back the last event of `key`: it turned out not to be one. */
export function uncount(limit: RateLimit, key: string): void {
  const times = countsOf(limit).get(key);
  if (times) countsOf(limit).set(key, times.slice(0, -1));
}

/** Forgets every event of `key`. */
export function forgetCounts(limit: RateLimit, key: string): void {
  countsOf(limit).delete(key);
}

/** What an address counts as: an IPv6 customer has a whole /64 to himself; requests whose sender is unknown count together. */
export function networkOf(address: string | null): string {
  if (!address || !isIPv6(address)) return address ?? "unknown";
  const [head = "", tail] = address.split("::");
  const groups = head.split(":").filter(Boolean);
  const rest = tail?.split(":").filter(Boolean) ?? [];
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - groups.length - rest.length }, () => "0");
  const first = [...groups, ...zeros, ...rest].slice(0, 4).map((group) => Number.parseInt(group, 16));
  return `${first.map((group) => group.toString(16)).join(":")}::/64`;
}
