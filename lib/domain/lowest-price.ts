import { type Amount, compareAmounts } from "./money";
import { inForceAt, type Validity, validities } from "./price-settlement";
import type { VersionFacts } from "./price-version";

/** The window of the lowest price: 30 days before the instant (EU Omnibus, Directive 98/6/EC article 6a). */
export const lowestPriceDays = 30;

/** The start of the window that ends, half open, at `at`. */
export function lowestPriceFrom(at: Date): Date {
  return new Date(at.getTime() - lowestPriceDays * 24 * 60 * 60 * 1000);
}

type Versions<V> = ReadonlyMap<string, readonly V[]>;

/** What decided the prices of one product on a marketplace, in one currency, over some time. */
export type PriceHistory<V extends VersionFacts = VersionFacts> = {
  /** Which price list the listing was bound to, [from, to); they do not overlap. */
  readonly bindings: readonly { readonly listId: string; readonly from: Date; readonly to: Date | null }[];
  /** The distributor's own lists for the product and currency. */
  readonly ownListIds: readonly string[];
  /** The versions of all these lists, by list id. */
  readonly versions: Versions<V>;
};

/** A time, half open, in which the same versions decided: the bound list's, and that of an own list. */
export type PriceSpan = {
  readonly from: Date;
  readonly to: Date;
  readonly versionId: string;
  readonly ownVersionId: string | null;
};

/** Of several own lists in force the one that started last counts, ties by id (DECISIONS 8). */
export function lastStarted<T extends { listId: string; inForce: Validity<VersionFacts> }>(
  candidates: readonly T[],
): T | undefined {
  return [...candidates].sort(
    (a, b) => b.inForce.from.getTime() - a.inForce.from.getTime() || (a.listId < b.listId ? -1 : 1),
  )[0];
}

/** Which versions decided when, within [from, to), in order of time; times without a price in force are left out. */
export function priceSpans(history: PriceHistory, from: Date, to: Date): PriceSpan[] {
  const cuts = cutsOf(history, from, to);
  return cuts.flatMap((start, index) => {
    const at = new Date(start);
    const binding = history.bindings.find((b) => b.from <= at && (b.to === null || at < b.to));
    const inForce = binding ? inForceAt(history.versions.get(binding.listId) ?? [], at) : undefined;
    if (!inForce) return [];
    const own = ownInForce(history, at);
    const end = new Date(cuts[index + 1] ?? to.getTime());
    return [{ from: at, to: end, versionId: inForce.version.id, ownVersionId: own?.id ?? null }];
  });
}

function ownInForce({ ownListIds, versions }: PriceHistory, at: Date): VersionFacts | undefined {
  const candidates = ownListIds.flatMap((listId) => {
    const inForce = inForceAt(versions.get(listId) ?? [], at);
    return inForce ? [{ listId, inForce }] : [];
  });
  return lastStarted(candidates)?.inForce.version;
}

/** The instants within [from, to) at which something may change; nothing changes between two of them. */
function cutsOf({ bindings, versions }: PriceHistory, from: Date, to: Date): number[] {
  const spans = [...bindings, ...[...versions.values()].flatMap((own) => validities(own))];
  const bounds = spans.flatMap((span) => [span.from.getTime(), span.to?.getTime() ?? to.getTime()]);
  const within = bounds.filter((bound) => from.getTime() < bound && bound < to.getTime());
  return from < to ? [...new Set([from.getTime(), ...within])].sort((a, b) => a - b) : [];
}

export type LowestPrice = {
  readonly amount: Amount;
  readonly from: Date;
  readonly versionId: string;
  /** Is it a version of the distributor's own list? */
  readonly isOwn: boolean;
};

/**
 * The lowest customer price of an item over these spans, with the version that gave it and when it was first in force at that
 * price; null when there was none. An own list replaces the price only where it has one.
 * @param priceOf the item's customer price in a version, null when the cell is empty
 */
export function lowestPrice(
  spans: readonly PriceSpan[],
  priceOf: (versionId: string) => Amount | null,
): LowestPrice | null {
  let lowest: LowestPrice | null = null;
  for (const { from, versionId, ownVersionId } of spans) {
    const own = ownVersionId === null ? null : priceOf(ownVersionId);
    const amount = own ?? priceOf(versionId);
    if (amount === null || (lowest && compareAmounts(amount, lowest.amount) >= 0)) continue;
    const isOwn = own !== null && ownVersionId !== null;
    lowest = { amount, from, versionId: isOwn ? ownVersionId : versionId, isOwn };
  }
  return lowest;
}
