import { type Amount, printAmount } from "../domain/money";
import type { DiffRow, DiffSummary } from "../domain/price-diff";

type Comparison = {
  summary: DiffSummary;
  rows: readonly (DiffRow & { item: { id: string; mpn: string; name: string } })[];
};

function print(amount: Amount | null): string | null {
  return amount === null ? null : printAmount(amount);
}

/** `GET /pricing/versions/{id}/compare` (API.md §3): amounts and percentages are plain decimals, null where there is none. */
export function presentComparison({ summary, rows }: Comparison) {
  const { added, removed, changed, unchanged, medianChangePercent } = summary;
  return {
    summary: { added, removed, changed, unchanged, median_change_percent: print(medianChangePercent) },
    rows: rows.map(({ item: { id, mpn, name }, columnId, from, to, delta, deltaPercent, kind }) => ({
      item: { id, mpn, name },
      attribute: columnId,
      from: print(from),
      to: print(to),
      delta: print(delta),
      delta_percent: print(deltaPercent),
      kind,
    })),
  };
}
