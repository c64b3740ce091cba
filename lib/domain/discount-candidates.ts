import { codeKey, compareCodes, type DiscountTerms } from "./discount";
import {
  type CodeRefusal,
  closestTerms,
  createJudge,
  type DiscountUse,
  notInOrder,
  unknownCode,
} from "./discount-refusal";
import type { UnitDiscount } from "./price-kernel";

/** Where a candidate comes from: typed at checkout, named by `flex_discounts_selected`, kept on the subscription, or discovered. */
export type CodeSource = "typed" | "selected" | "stored" | "discovered";

/** A code that passed the local checks and waits for its preview. `code` is as stored. */
export type Candidate = {
  readonly code: string;
  readonly terms: DiscountTerms;
  readonly source: CodeSource;
  readonly reduction: UnitDiscount;
};

/** A code that is not applied, and why. */
export type RejectedCode = CodeRefusal & { readonly code: string; readonly source: CodeSource };

export type LineAsk = {
  /** Names the line within the order; unique. */
  readonly key: string;
  readonly use: DiscountUse;
  /** The code typed for this line: null = nothing typed, empty = deliberately none. */
  readonly typed: string | null;
  /** The code that the subscription keeps for this line, or null. */
  readonly stored: string | null;
};

export type OrderAsk = {
  readonly lines: readonly LineAsk[];
  /** `flex_discounts_selected`: MPN to codes; null when the order does not carry it. */
  readonly selected: ReadonlyMap<string, readonly string[]> | null;
  /** The marketplace's `allow_auto_apply_flex_discounts`. */
  readonly autoApply: boolean;
};

/** What upstream told: the discounts discovered for the order, and those found by an exact code. */
export type KnownDiscounts = {
  readonly discovered: readonly DiscountTerms[];
  readonly lookedUp: readonly DiscountTerms[];
};

export type LineCandidates = {
  readonly key: string;
  readonly candidates: readonly Candidate[];
  /** Discovered ones that count only when upstream refuses the stored code (DESIGN §8, Lifecycle). */
  readonly held: readonly Candidate[];
  readonly rejected: readonly RejectedCode[];
};

export type Discovery = "auto" | "off" | "overridden";

export type OrderCandidates = {
  readonly discovery: Discovery;
  readonly lines: readonly LineCandidates[];
  /** Outcomes that belong to no line (`not_in_order`). */
  readonly codes: readonly RejectedCode[];
};

/** Who decides about codes: discovery, nobody, or the order's own parameter (API.md §3). */
export function discoveryOf(order: Pick<OrderAsk, "selected" | "autoApply">): Discovery {
  if (order.selected) return "overridden";
  return order.autoApply ? "auto" : "off";
}

/** The codes that an order names itself, for looking up: typed, selected and stored ones, each once. */
export function namedCodes(order: OrderAsk): string[] {
  const codes = [
    ...order.lines.flatMap((line) => [
      line.typed ?? "",
      order.selected || line.typed !== null ? "" : (line.stored ?? ""),
    ]),
    ...(order.selected ? [...order.selected.values()].flat() : []),
  ];
  return withoutRepeats(codes);
}

/**
 * Steps 1 to 3 of DESIGN §8: each line's candidates, what fails locally, and what belongs to no line.
 * The order of lines, codes and discounts does not matter.
 */
export function gatherCandidates(order: OrderAsk, known: KnownDiscounts): OrderCandidates {
  const discovery = discoveryOf(order);
  const byCode = groupByCode([...known.lookedUp, ...known.discovered]);
  const discovered =
    discovery === "auto" ? groupByCode(known.discovered) : new Map<string, DiscountTerms[]>();
  const context = { byCode, discovered, judgeOf: createJudge() };
  const lines = order.lines.map((line) => gatherLine(line, order.selected, context));
  return { discovery, lines, codes: strayCodes(order, byCode) };
}

type Terms = ReadonlyMap<string, readonly DiscountTerms[]>;
type Context = { byCode: Terms; discovered: Terms; judgeOf: ReturnType<typeof createJudge> };
type Verdict = { candidates: Candidate[]; rejected: RejectedCode[] };

function gatherLine(line: LineAsk, selected: OrderAsk["selected"], context: Context): LineCandidates {
  const named = (codes: readonly string[], source: CodeSource) =>
    judgeNamed(withoutRepeats(codes), source, line.use, context);
  if (selected) return lineOf(line.key, named(selected.get(line.use.mpn) ?? [], "selected"));
  if (line.typed !== null) return lineOf(line.key, named([line.typed], "typed"));
  const found = judgeDiscovered(line.use, line.stored, context);
  if (!line.stored) return lineOf(line.key, found);
  const stored = named([line.stored], "stored");
  if (stored.candidates.length === 0) {
    return lineOf(line.key, { ...found, rejected: [...stored.rejected, ...found.rejected] });
  }
  return { key: line.key, ...stored, held: found.candidates };
}

function lineOf(key: string, verdict: Verdict): LineCandidates {
  return { key, ...verdict, held: [] };
}

function judgeNamed(
  codes: readonly string[],
  source: CodeSource,
  use: DiscountUse,
  context: Context,
): Verdict {
  const verdict: Verdict = { candidates: [], rejected: [] };
  for (const code of codes) {
    const terms = closestTerms(context.byCode.get(codeKey(code)) ?? [], use);
    if (terms) judge(terms, source, use, context, verdict);
    else verdict.rejected.push({ code, source, ...unknownCode(code) });
  }
  return verdict;
}

/** Discounts of other items are not discovered for this line, so they have no outcome here. */
function judgeDiscovered(use: DiscountUse, except: string | null, context: Context): Verdict {
  const verdict: Verdict = { candidates: [], rejected: [] };
  const skipped = except === null ? null : codeKey(except);
  for (const [key, sameCode] of context.discovered) {
    if (key === skipped) continue;
    const covering = sameCode.filter(({ items }) => items.length === 0 || items.includes(use.mpn));
    const terms = closestTerms(covering, use);
    if (terms) judge(terms, "discovered", use, context, verdict);
  }
  return verdict;
}

function judge(
  terms: DiscountTerms,
  source: CodeSource,
  use: DiscountUse,
  { judgeOf }: Context,
  into: Verdict,
): void {
  const judged = judgeOf(terms, use);
  if ("refusal" in judged) into.rejected.push({ code: terms.code, source, ...judged.refusal });
  else into.candidates.push({ code: terms.code, terms, source, reduction: judged.reduction });
}

function strayCodes(order: OrderAsk, byCode: Terms): RejectedCode[] {
  if (!order.selected) return [];
  const ordered = new Set(order.lines.map((line) => line.use.mpn));
  return [...order.selected].flatMap(([mpn, codes]) =>
    ordered.has(mpn)
      ? []
      : withoutRepeats(codes).map((given): RejectedCode => {
          const stored = (byCode.get(codeKey(given)) ?? []).map((terms) => terms.code).sort(compareCodes);
          const code = stored[0] ?? given;
          return { code, source: "selected", ...notInOrder(code, mpn) };
        }),
  );
}

function groupByCode(discounts: readonly DiscountTerms[]): Map<string, DiscountTerms[]> {
  const groups = new Map<string, DiscountTerms[]>();
  for (const terms of discounts) {
    const key = codeKey(terms.code);
    const group = groups.get(key);
    if (group) group.push(terms);
    else groups.set(key, [terms]);
  }
  return groups;
}

/** Trimmed, without empty ones; of codes that differ only in ASCII case the first in byte order stays. */
function withoutRepeats(codes: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const given of codes) {
    const key = codeKey(given);
    const code = given.trim();
    const other = byKey.get(key);
    if (code !== "" && (other === undefined || compareCodes(code, other) < 0)) byKey.set(key, code);
  }
  return [...byKey.values()];
}
