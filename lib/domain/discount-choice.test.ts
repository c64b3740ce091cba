import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeKey, compareCodes, type DiscountTerms } from "./discount";
import {
  type CodeSource,
  gatherCandidates,
  type LineAsk,
  namedCodes,
  type OrderAsk,
} from "./discount-candidates";
import {
  acceptRefusal,
  acceptUnavailable,
  arithmeticPreview,
  choose,
  type LineChoice,
  nextRound,
  type Pricer,
  type Round,
  type RoundResult,
  settleChoice,
  startChoice,
} from "./discount-choice";
import { linePricer } from "./line-pricing";
import { compareAmounts } from "./money";

const at = new Date("2026-12-01T00:00:00Z");

function terms(code: string, over: Partial<DiscountTerms> = {}): DiscountTerms {
  return {
    id: `id-${code}`,
    code,
    type: "PERCENTAGE_DISCOUNT",
    percent: "10",
    values: [],
    startAt: new Date("2026-01-01T00:00:00Z"),
    endAt: null,
    segments: [],
    countries: [],
    items: [],
    reusableUntil: null,
    ...over,
  };
}

function fixed(code: string, value: string, over: Partial<DiscountTerms> = {}): DiscountTerms {
  return terms(code, {
    type: "FIXED_DISCOUNT",
    percent: null,
    values: [{ country: "US", currency: "USD", value }],
    ...over,
  });
}

function ask(mpn: string, over: Partial<LineAsk> = {}): LineAsk {
  const use = {
    mpn,
    currency: "USD",
    country: "US",
    segment: "COM",
    at,
    switches: { fixed: true, percent: true },
  } as const;
  return { key: mpn, use, typed: null, stored: null, ...over };
}

const pricers = new Map<string, Pricer>();
function pricerOf(key: string): Pricer {
  const known = pricers.get(key);
  if (known) return known;
  const made = linePricer({
    units: { price: { units: 36500n, scale: 2 }, reseller: null, cost: { units: 30000n, scale: 2 } },
    currency: "USD",
    quantity: 10,
    days: null,
    daysInTerm: null,
  });
  pricers.set(key, made);
  return made;
}

/** Plays upstream: refuses the first bad line only, one per call, and prices by the kernel. */
function fakeUpstream(
  order: OrderAsk,
  known: readonly DiscountTerms[],
  isBad: (key: string, code: string) => boolean,
  names = true,
) {
  const log: Round[] = [];
  const preview = async (round: Round): Promise<RoundResult> => {
    log.push(round);
    const bad = round.lines.find(({ key, code }) => code !== null && isBad(key, code));
    if (bad)
      return {
        kind: "refused",
        key: names ? bad.key : null,
        reason: "not_qualified",
        message: `${bad.code} no`,
      };
    const lines = round.lines.map(({ key, code }) => {
      const line = order.lines.find((one) => one.key === key)!;
      const found = known.find(
        (one) => one.code === code && (one.items.length === 0 || one.items.includes(line.use.mpn)),
      );
      const reduction = found
        ? gatherCandidates(
            { ...order, lines: [{ ...line, typed: found.code, stored: null }], selected: null },
            { discovered: [], lookedUp: [found] },
          ).lines[0]!.candidates[0]!.reduction
        : null;
      const { cost } = pricerOf(key)(reduction);
      return [key, { applied: code !== null, cost: cost.total, before: cost.totalBefore }] as const;
    });
    return { kind: "answer", lines: new Map(lines) };
  };
  return { log, preview };
}

async function run(
  order: OrderAsk,
  known: readonly DiscountTerms[],
  isBad: (key: string, code: string) => boolean = () => false,
  names = true,
) {
  const gathered = gatherCandidates(order, { discovered: known, lookedUp: known });
  const upstream = fakeUpstream(order, known, isBad, names);
  const state = await settleChoice(gathered.lines, upstream.preview);
  return { gathered, calls: upstream.log.length, state, choices: choose(state, pricerOf) };
}

function brief(choice: LineChoice | undefined) {
  return choice?.outcomes.map((one) => [one.code, one.outcome === "rejected" ? one.reason : one.outcome]);
}

const auto = (lines: LineAsk[], over: Partial<OrderAsk> = {}): OrderAsk => ({
  lines,
  selected: null,
  autoApply: true,
  ...over,
});

describe("where candidates come from", () => {
  const known = [terms("A"), terms("B", { items: ["M1"] }), terms("C", { items: ["M2"] })];

  test("discovery covers each line by its own discounts", async () => {
    const { choices } = await run(auto([ask("M1"), ask("M2")]), known);
    expect(choices.map(brief)).toEqual([
      [
        ["A", "applied"],
        ["B", "not_best"],
      ],
      [
        ["A", "applied"],
        ["C", "not_best"],
      ],
    ]);
  });
  test("a typed code switches discovery off for its line, an empty one means none", async () => {
    const { choices } = await run(auto([ask("M1", { typed: " b " }), ask("M2", { typed: "" })]), known);
    expect(choices.map(brief)).toEqual([[["B", "applied"]], []]);
  });
  test("discovery off leaves only what is typed", async () => {
    const { choices, calls } = await run(auto([ask("M1"), ask("M2")], { autoApply: false }), known);
    expect(choices.map(brief)).toEqual([[], []]);
    expect(calls).toBe(0);
  });
  test("the parameter overrides discovery for the whole order", async () => {
    const selected = new Map([
      ["M1", ["c", "B", "b", "NOPE"]],
      ["M3", ["A"]],
    ]);
    const { choices, gathered } = await run(auto([ask("M1"), ask("M2")], { selected }), known);
    expect(gathered.discovery).toBe("overridden");
    expect(choices.map(brief)).toEqual([
      [
        ["B", "applied"],
        ["C", "item_not_covered"],
        ["NOPE", "unknown_code"],
      ],
      [],
    ]);
    expect(gathered.codes.map(({ code, reason }) => [code, reason])).toEqual([["A", "not_in_order"]]);
    expect(namedCodes(auto([ask("M1")], { selected })).sort()).toEqual(["A", "B", "NOPE", "c"]);
  });
  test("a stored code persists and keeps discovery away; discovery runs when upstream refuses it", async () => {
    const order = auto([ask("M1", { stored: "B" })]);
    expect(brief((await run(order, known)).choices[0])).toEqual([["B", "applied"]]);
    const refused = await run(order, known, (_, code) => code === "B");
    expect(brief(refused.choices[0])).toEqual([
      ["A", "applied"],
      ["B", "not_qualified"],
    ]);
    const off = await run({ ...order, autoApply: false }, known, (_, code) => code === "B");
    expect(brief(off.choices[0])).toEqual([["B", "not_qualified"]]);
    const ended = [terms("A"), terms("B", { endAt: new Date("2026-03-07T00:00:00Z") })];
    expect(brief((await run(order, ended)).choices[0])).toEqual([
      ["A", "applied"],
      ["B", "ended"],
    ]);
  });
});

describe("most favourable", () => {
  test.each<[string, DiscountTerms[], string[]]>([
    ["lowest cost", [terms("A"), fixed("B", "40")], ["B", "A"]],
    ["then the customer's total", [terms("P", { percent: "10" }), fixed("F", "30")], ["P", "F"]],
    [
      "then what ends first",
      [terms("A"), terms("B", { endAt: new Date("2026-12-31T00:00:00Z") })],
      ["B", "A"],
    ],
    ["then the code in byte order", [terms("a"), terms("B"), terms("é")], ["B", "a", "é"]],
  ])("%s", async (_, known, order) => {
    const { choices } = await run(auto([ask("M1")]), known);
    expect(choices[0]?.outcomes.map((one) => one.code)).toEqual(order);
    expect(choices[0]?.winner?.code).toBe(order[0]);
  });
  test("what saves nothing is not the best", async () => {
    const { choices } = await run(auto([ask("M1")]), [fixed("TINY", "0.0001")]);
    expect(brief(choices[0])).toEqual([["TINY", "not_best"]]);
    expect(choices[0]?.winner).toBeNull();
  });
});

describe("talking to upstream", () => {
  test("a refusal of a line without a code is upstream's error", () => {
    const { lines } = gatherCandidates(auto([ask("M1")], { autoApply: false }), {
      discovered: [],
      lookedUp: [],
    });
    expect(() =>
      acceptRefusal(startChoice(lines), { key: "M1", reason: "not_qualified", message: "?" }),
    ).toThrow("without a code");
  });
  test("unreachable: every code says so and prices stay undiscounted", async () => {
    const order = auto([ask("M1")]);
    const { lines } = gatherCandidates(order, {
      discovered: [terms("A"), terms("X", { type: "FIXED_PRICE" })],
      lookedUp: [],
    });
    const state = acceptUnavailable(startChoice(lines));
    expect(nextRound(state)).toBeNull();
    const [choice] = choose(state, pricerOf);
    expect(brief(choice)).toEqual([
      ["A", "upstream_unavailable"],
      ["X", "type_unsupported"],
    ]);
    expect(choice?.levels.cost.total).toEqual({ units: 300000n, scale: 2 });
  });
  test("a refusal that names no line is pinned down one line at a time", async () => {
    const order = auto([ask("M1"), ask("M2"), ask("M3")]);
    const known = [terms("A"), terms("B")];
    const { choices } = await run(order, known, (key, code) => key === "M2" && code === "A", false);
    expect(choices.map(brief)).toEqual([
      [
        ["A", "applied"],
        ["B", "not_best"],
      ],
      [
        ["B", "applied"],
        ["A", "not_qualified"],
      ],
      [
        ["A", "applied"],
        ["B", "not_best"],
      ],
    ]);
  });
  test("our own arithmetic answers where upstream cannot be asked", async () => {
    const { lines } = gatherCandidates(auto([ask("M1")]), {
      discovered: [terms("A"), fixed("B", "40")],
      lookedUp: [],
    });
    const state = await settleChoice(lines, async (round) => {
      expect(round.lines).toHaveLength(1);
      return arithmeticPreview(
        startChoice([
          {
            ...lines[0]!,
            candidates: lines[0]!.candidates.filter(({ code }) => code === round.lines[0]!.code),
          },
        ]),
        pricerOf,
      );
    });
    expect(brief(choose(state, pricerOf)[0])).toEqual([
      ["B", "applied"],
      ["A", "not_best"],
    ]);
  });
});

describe("whatever the order of things", () => {
  const codes = ["A", "b", "B2", "C", "d", "E", "ü"];
  const discount = fc
    .record({
      code: fc.constantFrom(...codes),
      isFixed: fc.boolean(),
      value: fc.constantFrom("1", "5", "10", "30", "40", "0.0001"),
      end: fc.constantFrom(null, "2026-12-31T00:00:00Z", "2027-12-31T00:00:00Z", "2026-02-01T00:00:00Z"),
      items: fc.constantFrom<string[]>([], ["M1"], ["M1", "M2"]),
      type: fc.constantFrom<"FIXED_PRICE" | undefined>(undefined, undefined, undefined, "FIXED_PRICE"),
    })
    .map(({ code, isFixed, value, end, items, type }) => {
      const over = { endAt: end ? new Date(end) : null, items, ...(type ? { type } : {}) };
      return isFixed ? fixed(code, value, over) : terms(code, { percent: value, ...over });
    });
  const catalogue = fc.uniqueArray(discount, { selector: ({ code }) => codeKey(code), maxLength: 7 });
  const lineAsks = fc
    .array(
      fc.record({
        typed: fc.constantFrom(null, null, "", "a", "C", "zz"),
        stored: fc.constantFrom(null, null, "b"),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((given) => given.map((one, index) => ask(`M${index + 1}`, one)));
  const order = fc.record({
    lines: lineAsks,
    selected: fc
      .option(
        fc.dictionary(
          fc.constantFrom("M1", "M2", "M9"),
          fc.array(fc.constantFrom("a", "B", "C", "c", "zz", " E ")),
        ),
      )
      .map((given) => (given ? new Map(Object.entries(given)) : null)),
    autoApply: fc.boolean(),
  });
  const badness = fc.func<[string, string], boolean>(fc.boolean());

  function plain(choices: LineChoice[]) {
    return Object.fromEntries(
      choices.map((choice) => [
        choice.key,
        { winner: choice.winner?.code, levels: choice.levels, codes: brief(choice) },
      ]),
    );
  }

  test("the result is the same, the calls are bounded and every code has exactly one outcome", async () => {
    await fc.assert(
      fc.asyncProperty(
        order,
        catalogue,
        badness,
        fc.infiniteStream(fc.nat()),
        async (asked, known, isBad, random) => {
          const shuffled = <T>(list: readonly T[]): T[] =>
            list
              .map((one) => ({ one, at: random.next().value }))
              .sort((a, b) => a.at - b.at)
              .map(({ one }) => one);
          const first = await run(asked, known, isBad);
          const selected =
            asked.selected &&
            new Map(shuffled([...asked.selected]).map(([mpn, list]) => [mpn, shuffled(list)]));
          const second = await run(
            { ...asked, lines: shuffled(asked.lines), selected },
            shuffled(known),
            isBad,
          );
          expect(plain(second.choices)).toEqual(plain(first.choices));
          expect(new Set(second.gathered.codes.map(({ code, message }) => `${code} ${message}`))).toEqual(
            new Set(first.gathered.codes.map(({ code, message }) => `${code} ${message}`)),
          );

          const largest = Math.max(
            0,
            ...first.gathered.lines.map(({ candidates, held }) => candidates.length + held.length),
          );
          const refused = first.choices.flatMap((choice) =>
            choice.outcomes.filter((one) => one.outcome === "rejected" && one.message.endsWith(" no")),
          );
          expect(first.calls).toBeLessThanOrEqual(largest + refused.length);

          first.choices.forEach((choice, index) => {
            const { candidates, rejected } = first.gathered.lines[index]!;
            const expected = new Set([...candidates, ...rejected].map(({ code }) => code));
            const given = choice.outcomes.map(({ code }) => code);
            expect(new Set(given).size).toBe(given.length);
            for (const code of expected) expect(given).toContain(code);
            expect(choice.outcomes.filter((one) => one.outcome === "applied")).toHaveLength(
              choice.winner ? 1 : 0,
            );
            const { cost } = choice.levels;
            expect(compareAmounts(cost.total, cost.totalBefore)).toBeLessThanOrEqual(0);
            for (const one of choice.outcomes) {
              if (one.outcome === "not_best")
                expect(compareAmounts(cost.total, one.levels.cost.total)).toBeLessThanOrEqual(0);
            }
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  test("candidates keep their source", async () => {
    const sources = (line: { candidates: readonly { source: CodeSource }[] }) =>
      line.candidates.map(({ source }) => source);
    const known = { discovered: [terms("A")], lookedUp: [] };
    expect(sources(gatherCandidates(auto([ask("M1")]), known).lines[0]!)).toEqual(["discovered"]);
    expect(sources(gatherCandidates(auto([ask("M1", { typed: "a" })]), known).lines[0]!)).toEqual(["typed"]);
    expect(compareCodes("A", "B")).toBeLessThan(0);
  });
});
