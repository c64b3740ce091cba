import type { ChartLane } from "@/components/price-lists/timeline-chart";
import type { TimelineLane } from "@/lib/services/pricing/timeline";

/** A lane as the chart draws it: plain numbers and words. */
export function chartLane({ list, spans, drafts }: TimelineLane): ChartLane {
  const { id, name, currency, status } = list;
  return {
    list: { id, name, currency, status },
    spans: spans.map(({ version, from, to }) => ({
      number: version.number,
      status: version.status,
      description: version.description,
      from: from.getTime(),
      to: to?.getTime() ?? null,
    })),
    drafts: drafts.map(({ version, meantFor }) => ({ number: version.number, at: meantFor.getTime() })),
  };
}

/** Every instant that the lanes know of. */
export function instantsOf(lanes: readonly ChartLane[]): number[] {
  return lanes.flatMap(({ spans, drafts }) => [
    ...spans.flatMap(({ from, to }) => (to === null ? [from] : [from, to])),
    ...drafts.map(({ at }) => at),
  ]);
}
