import { compareCodes } from "./discount";
import type { Candidate, LineCandidates, RejectedCode } from "./discount-candidates";
import { type CodeRefusal, upstreamUnavailable } from "./discount-refusal";
import { DomainError } from "./errors";
import type { Chain, LevelPrice } from "./line-pricing";
import { type Amount, compareAmounts } from "./money";
import type { UnitDiscount } from "./price-kernel";

/** A candidate that upstream confirmed: what the line costs with it, and what it costs without. */
type Accepted = { readonly candidate: Candidate; readonly cost: Amount; readonly before: Amount };

type LineState = {
  readonly key: string;
  /** Candidates still to be previewed, the next one first. */
  readonly queue: readonly Candidate[];
  readonly held: readonly Candidate[];
  readonly accepted: readonly Accepted[];
  readonly rejected: readonly RejectedCode[];
};

/** How far the previews have come. Made by `startChoice`, moved on by the `accept…` functions; never changed in place. */
export type ChoiceState = {
  readonly lines: readonly LineState[];
  /** After a refusal that named no line, codes go one line at a time until the bad one is found. */
  readonly single: boolean;
  /** Orders previewed so far, refused ones included. */
  readonly calls: number;
};

/** One order to preview: every line, each with at most one code. */
export type Round = { readonly lines: readonly { readonly key: string; readonly code: string | null }[] };

/** What a preview said of one line. `before` is the line's cost without a discount, in the same world of prices. */
export type PreviewedLine = {
  /** Exactly SUCCESS; anything else is not applied. */
  readonly applied: boolean;
  readonly cost: Amount;
  readonly before: Amount;
};

/** Upstream refused the order for one code. `key` is the line it named, or null when it named none. */
export type RoundRefusal = CodeRefusal & { readonly key: string | null };

/** Nothing previewed yet. Candidates are put into byte order, so that the calls do not depend on how they arrived. */
export function startChoice(lines: readonly LineCandidates[]): ChoiceState {
  const inOrder = (candidates: readonly Candidate[]) =>
    [...candidates].sort((a, b) => compareCodes(a.code, b.code));
  return {
    lines: lines.map(({ key, candidates, held, rejected }) =>
      withHeld({ key, queue: inOrder(candidates), held: inOrder(held), accepted: [], rejected }),
    ),
    single: false,
    calls: 0,
  };
}

/**
 * The next order to preview, or null when every code has its outcome (DESIGN §8.3). Answered orders take one candidate off
 * every line and refused ones one off the named line, so the calls are at most the largest candidate count plus one per refusal.
 */
export function nextRound(state: ChoiceState): Round | null {
  const only = state.single ? state.lines.findIndex((line) => line.queue.length > 0) : -1;
  const lines = state.lines.map(({ key, queue }, index) => ({
    key,
    code: only < 0 || only === index ? (queue[0]?.code ?? null) : null,
  }));
  return lines.some((line) => line.code !== null) ? { lines } : null;
}

/** The order of `nextRound` was answered: each code of it is confirmed, or was not applied. */
export function acceptAnswer(state: ChoiceState, answers: ReadonlyMap<string, PreviewedLine>): ChoiceState {
  const only = state.single ? state.lines.findIndex((line) => line.queue.length > 0) : -1;
  const lines = state.lines.map((line, index) => {
    const candidate = line.queue[0];
    if (!candidate || (only >= 0 && only !== index)) return line;
    const queue = line.queue.slice(1);
    const answer = answers.get(line.key);
    if (!answer?.applied)
      return withHeld({ ...line, queue, rejected: [...line.rejected, notApplied(candidate)] });
    const accepted = { candidate, cost: answer.cost, before: answer.before };
    return { ...line, queue, accepted: line.accepted.concat(accepted) };
  });
  return { ...state, lines, calls: state.calls + 1 };
}

/**
 * The order of `nextRound` was refused for one code; it gets that outcome and the rest goes on.
 * @throws DomainError `upstream` when the named line carries no code: then the refusal is not about a code.
 */
export function acceptRefusal(state: ChoiceState, refusal: RoundRefusal): ChoiceState {
  const sent = nextRound(state)?.lines.filter((line) => line.code !== null) ?? [];
  const key = refusal.key ?? (sent.length === 1 ? sent[0]?.key : undefined);
  if (key === undefined) return { ...state, single: true, calls: state.calls + 1 };
  if (!sent.some((line) => line.key === key)) {
    throw new DomainError(
      "upstream",
      `The discount service refused a line without a code: ${refusal.message}`,
    );
  }
  const { reason, message } = refusal;
  const lines = state.lines.map((line) => {
    const candidate = line.queue[0];
    if (line.key !== key || !candidate) return line;
    const queue = line.queue.slice(1);
    const outcome = { code: candidate.code, source: candidate.source, reason, message };
    return withHeld({ ...line, queue, rejected: [...line.rejected, outcome] });
  });
  return { lines, single: false, calls: state.calls + 1 };
}

/** Upstream cannot be reached: no code is applied, each that was not refused before says so (DESIGN §8.7). */
export function acceptUnavailable(state: ChoiceState): ChoiceState {
  const lines = state.lines.map((line) => {
    const open = [...line.accepted.map(({ candidate }) => candidate), ...line.queue];
    const outcomes = open.map(({ code, source }) => ({ code, source, ...upstreamUnavailable(code) }));
    return { ...line, queue: [], held: [], accepted: [], rejected: [...line.rejected, ...outcomes] };
  });
  return { ...state, lines, calls: state.calls + 1 };
}

function notApplied({ code, source }: Candidate): RejectedCode {
  const message = `${code} was not applied by the discount service.`;
  return { code, source, reason: "not_qualified", message };
}

/** When nothing else is left or confirmed, the held candidates take their turn. */
function withHeld(line: LineState): LineState {
  if (line.queue.length > 0 || line.accepted.length > 0 || line.held.length === 0) return line;
  return { ...line, queue: line.held, held: [] };
}

/** What a round led to, as the caller of upstream reports it. */
export type RoundResult =
  | { readonly kind: "answer"; readonly lines: ReadonlyMap<string, PreviewedLine> }
  | ({ readonly kind: "refused" } & RoundRefusal)
  | { readonly kind: "unavailable" };

/** Moves the state on by what a round led to. */
export function acceptResult(state: ChoiceState, result: RoundResult): ChoiceState {
  if (result.kind === "answer") return acceptAnswer(state, result.lines);
  return result.kind === "refused" ? acceptRefusal(state, result) : acceptUnavailable(state);
}

/** Runs all rounds with the given previewer. Errors of the previewer pass through. */
export async function settleChoice(
  lines: readonly LineCandidates[],
  preview: (round: Round) => Promise<RoundResult>,
): Promise<ChoiceState> {
  let state = startChoice(lines);
  for (let round = nextRound(state); round; round = nextRound(state)) {
    state = acceptResult(state, await preview(round));
  }
  return state;
}

/** Prices a line under a reduction at every level of the chain (`linePricer`). */
export type Pricer = (reduction: UnitDiscount | null) => Chain<LevelPrice>;

/** A confirmed code: the one applied, or what a loser would have cost. */
export type ConfirmedCode = {
  readonly code: string;
  readonly outcome: "applied" | "not_best";
  readonly candidate: Candidate;
  readonly levels: Chain<LevelPrice>;
};
export type CodeOutcome = ConfirmedCode | (RejectedCode & { readonly outcome: "rejected" });

export type LineChoice = {
  readonly key: string;
  readonly winner: Candidate | null;
  /** The line as it is sold: under the winner, or undiscounted. */
  readonly levels: Chain<LevelPrice>;
  /** Exactly one for every code: the applied one, the losers from the best on, the rejected ones in byte order. */
  readonly outcomes: readonly CodeOutcome[];
};

/**
 * The most favourable candidate of each line (DESIGN §8.4): lowest previewed cost, then lowest customer total, then the one that
 * ends first (no end last), then the code in byte order. One that saves nothing is `not_best`.
 */
export function choose(state: ChoiceState, pricerOf: (key: string) => Pricer): LineChoice[] {
  return state.lines.map((line) => chooseLine(line, pricerOf(line.key)));
}

type Ranked = Accepted & { readonly levels: Chain<LevelPrice> };

function chooseLine(line: LineState, price: Pricer): LineChoice {
  const ranked = line.accepted.map(
    (accepted): Ranked => ({ ...accepted, levels: price(accepted.candidate.reduction) }),
  );
  ranked.sort(compareRanked);
  const best = ranked.find((one) => compareAmounts(one.cost, one.before) < 0);
  const ordered = best ? [best, ...ranked.filter((one) => one !== best)] : ranked;
  const confirmed = ordered.map(({ candidate, levels }): CodeOutcome => {
    const outcome = candidate === best?.candidate ? "applied" : "not_best";
    return { code: candidate.code, outcome, candidate, levels };
  });
  const rejected = [...line.rejected]
    .sort((a, b) => compareCodes(a.code, b.code))
    .map((one): CodeOutcome => ({ ...one, outcome: "rejected" }));
  return {
    key: line.key,
    winner: best?.candidate ?? null,
    levels: best?.levels ?? price(null),
    outcomes: [...confirmed, ...rejected],
  };
}

function compareRanked(a: Ranked, b: Ranked): number {
  return (
    compareAmounts(a.cost, b.cost) ||
    compareCustomerTotals(a.levels, b.levels) ||
    endOf(a) - endOf(b) ||
    compareCodes(a.candidate.code, b.candidate.code)
  );
}

function compareCustomerTotals(a: Chain<LevelPrice>, b: Chain<LevelPrice>): number {
  return a.price && b.price ? compareAmounts(a.price.total, b.price.total) : 0;
}

/** No end sorts last; a number, since the difference of two infinities would be none. */
function endOf({ candidate }: Ranked): number {
  return candidate.terms.endAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
}

/**
 * A previewer of our own arithmetic, for instants that upstream cannot be asked about (API.md §3, `as_of_not_confirmed`):
 * every code that passed the local checks applies.
 */
export function arithmeticPreview(
  state: ChoiceState,
  pricerOf: (key: string) => Pricer,
): Extract<RoundResult, { kind: "answer" }> {
  const lines = state.lines.map(({ key, queue }): [string, PreviewedLine] => {
    const { cost } = pricerOf(key)(queue[0]?.reduction ?? null);
    return [key, { applied: queue.length > 0, cost: cost.total, before: cost.totalBefore }];
  });
  return { kind: "answer", lines: new Map(lines) };
}
