import type { DiscountTerms } from "@/lib/domain/discount";
import { gatherCandidates, type OrderAsk } from "@/lib/domain/discount-candidates";
import { arithmeticPreview, choose, settleChoice } from "@/lib/domain/discount-choice";
import { linePricer } from "@/lib/domain/line-pricing";
import type { BenchEntry } from "../entry";
import { fastest, ratio, withoutBudget } from "../timing";

const lines = 100;
const codes = 20;
const at = new Date("2026-12-01T00:00:00Z");
const [days, daysInTerm] = [200, 365];
const units = Array.from({ length: lines }, (_, n) => ({
  price: 36_500n + BigInt(n),
  cost: 30_000n + BigInt(n),
}));
const percents = Array.from({ length: codes }, (_, n) => n + 1);

const terms = percents.map(
  (percent): DiscountTerms => ({
    id: `id-${percent}`,
    code: `CODE_${percent}`,
    type: "PERCENTAGE_DISCOUNT",
    percent: String(percent),
    values: [],
    startAt: new Date("2026-01-01T00:00:00Z"),
    endAt: null,
    segments: [],
    countries: [],
    items: [],
    reusableUntil: null,
  }),
);

const order: OrderAsk = {
  lines: units.map((_, n) => ({
    key: String(n),
    use: {
      mpn: `M-${n}`,
      currency: "USD",
      country: "US",
      segment: "COM",
      at,
      switches: { fixed: true, percent: true },
    },
    typed: null,
    stored: null,
  })),
  selected: null,
  autoApply: true,
};

const pricers = units.map(({ price, cost }) =>
  linePricer({
    units: { price: { units: price, scale: 2 }, reseller: null, cost: { units: cost, scale: 2 } },
    currency: "USD",
    quantity: 10,
    days,
    daysInTerm,
  }),
);
const pricerOf = (key: string) => pricers[Number(key)] ?? fail();

function fail(): never {
  throw new Error("There is no such line.");
}

/** Its rounds price every candidate once more, in place of the discount service, which a real checkout asks. */
const wholeName = "with candidates, checks and rounds of previews, against the same loop";

export const entry: BenchEntry = {
  title: `Checkout engine: ${lines} lines with ${codes} candidate codes each`,
  async run() {
    const candidates = () => gatherCandidates(order, { discovered: terms, lookedUp: [] }).lines;
    const settled = (ask: ReturnType<typeof candidates>) => {
      return settleChoice(ask, async () => arithmeticPreview(current, pricerOf));
    };
    // The previewer is asked about the state that `settleChoice` has; it goes on code by code, so one state will do.
    const first = candidates();
    const current = {
      lines: first.map((line) => ({ ...line, queue: line.candidates, accepted: [] })),
      single: false,
      calls: 0,
    };
    const state = await settled(first);
    if (String(choose(state, pricerOf).map(({ winner }) => winner?.code)) !== String(byHand())) {
      throw new Error("The engine and the loop by hand choose different codes.");
    }
    const best = await fastest(
      {
        engine: () => choose(state, pricerOf),
        whole: async () => choose(await settled(candidates()), pricerOf),
        byHand,
      },
      { rounds: 30, repeat: 5 },
    );
    return [
      ratio("prices and choice, against a bigint loop by hand", best.engine, best.byHand, 3),
      withoutBudget(ratio(wholeName, best.whole, best.byHand, 3)),
    ];
  },
};

/** The same arithmetic for one order of this very shape: percent off, a daily price, the days and quantity, the least cost. */
function byHand(): (string | undefined)[] {
  const halfUp = (numerator: bigint, denominator: bigint) =>
    (2n * numerator + denominator) / (2n * denominator);
  const total = (unit: bigint) =>
    halfUp(halfUp(unit * 10n ** 7n, BigInt(daysInTerm)) * BigInt(days) * 10n, 10n ** 7n);
  return units.map(({ price, cost }) => {
    let winner: number | undefined;
    let [leastCost, leastPrice] = [total(cost), total(price)];
    for (const percent of percents) {
      const kept = BigInt(100 - percent);
      const [ownCost, ownPrice] = [total(halfUp(cost * kept, 100n)), total(halfUp(price * kept, 100n))];
      if (ownCost < leastCost || (ownCost === leastCost && ownPrice < leastPrice)) {
        winner = percent;
        [leastCost, leastPrice] = [ownCost, ownPrice];
      }
    }
    return winner === undefined ? undefined : `CODE_${winner}`;
  });
}
