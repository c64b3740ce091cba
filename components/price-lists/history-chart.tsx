"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";
import type { HistoryPlotProps } from "./history-plot";

/** The charting library is large and of no use before there is something to draw: it comes by itself. */
const HistoryPlot = dynamic(() => import("./history-plot").then((module) => module.HistoryPlot), {
  ssr: false,
  loading: () => <Skeleton className="h-72 w-full" />,
});

/** What one item costs over time, as steps: a price holds until the next version takes its place. */
export function HistoryChart(props: HistoryPlotProps) {
  return (
    <div className="h-72 min-w-0">
      <HistoryPlot {...props} />
    </div>
  );
}
