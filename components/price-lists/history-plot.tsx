"use client";

import {
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from "recharts";
import { formatInstant } from "@/components/ui/time-format";
import { formatMoney, parseAmount } from "@/lib/domain/money";
import { offsetOf, ticksOf } from "./timeline-layout";

/** From an instant on. `values` are plain decimals by column id; an empty one, and a stretch without a version, has none. */
export type HistoryPoint = { at: number; number: number | null; values: Record<string, string> };

export type HistoryPlotProps = {
  points: HistoryPoint[];
  columns: { id: string; label: string }[];
  currency: string;
  decimals: number;
  /** UTC milliseconds. */
  now: number;
  from: number;
  to: number;
};

/** Told apart by colour and by dashes, so that neither alone is needed. */
const strokes = [
  { stroke: "var(--primary)", strokeDasharray: undefined },
  { stroke: "var(--success)", strokeDasharray: "7 3" },
  { stroke: "var(--warning)", strokeDasharray: "2 3" },
  { stroke: "var(--danger)", strokeDasharray: "9 3 2 3" },
];

/** Where a price is drawn: a place on the screen, never an amount that is shown or computed with. */
function height(value: string | undefined): number | null {
  return value === undefined ? null : Number(value);
}

export function HistoryPlot(props: HistoryPlotProps) {
  const { points, columns, currency, decimals, now, from, to } = props;
  const last = points.at(-1);
  const drawn = last ? [...points, { ...last, at: to }] : points;
  const data = drawn.map(({ at, values }) => ({
    at,
    ...Object.fromEntries(columns.map(({ id }) => [id, height(values[id])])),
  }));
  const ticks = ticksOf({ from, to }).filter(({ at }) => offsetOf(at, { from, to }) < 97);
  const labels = new Map(ticks.map(({ at, label }) => [at, label]));
  const axis = { stroke: "var(--border-strong)", tick: { fill: "var(--muted-foreground)", fontSize: 12 } };
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={data} margin={{ top: 20, right: 12, bottom: 0, left: 4 }} accessibilityLayer>
        <CartesianGrid stroke="var(--border)" vertical={false} />
        <XAxis
          {...axis}
          dataKey="at"
          type="number"
          domain={[from, to]}
          ticks={ticks.map(({ at }) => at)}
          tickFormatter={(at: number) => labels.get(at) ?? ""}
          tickLine={false}
        />
        <YAxis
          {...axis}
          axisLine={false}
          tickLine={false}
          width={68}
          domain={["auto", "auto"]}
          tickFormatter={(value: number) => value.toLocaleString("en", { maximumFractionDigits: decimals })}
        />
        <Tooltip
          isAnimationActive={false}
          content={(tooltip: TooltipContentProps) => <StepFacts tooltip={tooltip} {...props} />}
        />
        <Legend formatter={(text) => <span className="text-foreground text-sm">{String(text)}</span>} />
        <ReferenceLine
          x={now}
          stroke="var(--primary)"
          label={{ value: "Now", position: "top", fill: "var(--muted-foreground)", fontSize: 12 }}
        />
        {columns.map(({ id, label }, index) => (
          <Line
            key={id}
            name={`${label} (${currency})`}
            dataKey={id}
            type="stepAfter"
            connectNulls={false}
            isAnimationActive={false}
            strokeWidth={2}
            dot={false}
            activeDot={{ r: 4 }}
            {...strokes[index % strokes.length]}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}

type StepFactsProps = HistoryPlotProps & { tooltip: TooltipContentProps };

function StepFacts({ tooltip: { active, label }, points, columns, currency, decimals }: StepFactsProps) {
  const at = Number(label);
  const point = points.findLast((step) => step.at <= at);
  if (!active || !point) return null;
  return (
    <div className="popup px-3 py-2 text-sm">
      <p className="font-medium">
        {point.number === null ? "No version in force" : `Version ${point.number}`}
        <span className="ml-2 font-normal text-muted-foreground">from {formatInstant(point.at, "UTC")}</span>
      </p>
      {columns.map(({ id, label: name }) => {
        const value = point.values[id];
        return (
          <p key={id} className="flex justify-between gap-4 tabular-nums">
            <span className="text-muted-foreground">{name}</span>
            {value === undefined ? "—" : formatMoney(parseAmount(value, decimals), currency)}
          </p>
        );
      })}
    </div>
  );
}
