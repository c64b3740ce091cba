import Link from "next/link";
import type { ReactNode } from "react";
import { formatInstant } from "@/components/ui/time-format";
import { cn } from "@/lib/cn";
import { versionStates } from "@/lib/domain/price-list";
import type { PriceListStatus, VersionStatus } from "@/lib/domain/states";
import { offsetOf, placeOf, type Span, type Tick, ticksOf } from "./timeline-layout";

export type ChartSpan = {
  number: number;
  status: VersionStatus;
  description: string;
  /** UTC milliseconds; null while no end is known. */
  from: number;
  to: number | null;
};

export type ChartLane = {
  list: { id: string; name: string; currency: string; status: PriceListStatus };
  spans: ChartSpan[];
  /** Drafts that are meant for an instant. */
  drafts: { number: number; at: number }[];
};

type TimelineChartProps = {
  lanes: ChartLane[];
  window: Span;
  now: number;
  /** Without it the lanes stand alone, as on the page of the one list. */
  showNames?: boolean;
};

/** Which version is in force when: a bar for each, past, present and planned, over one axis of time. */
export function TimelineChart({ lanes, window, now, showNames = true }: TimelineChartProps) {
  const ticks = ticksOf(window);
  return (
    <div data-slot="timeline-chart" className="px-4 pb-4">
      <Row label={null} showNames={showNames}>
        <Axis ticks={ticks} window={window} now={now} />
      </Row>
      <ul aria-label="Versions over time">
        {lanes.map((lane) => (
          <li key={lane.list.id} className="border-t">
            <Row label={showNames ? <LaneName list={lane.list} /> : null} showNames={showNames}>
              <Lane lane={lane} ticks={ticks} window={window} now={now} />
            </Row>
          </li>
        ))}
      </ul>
      <Legend hasDrafts={lanes.some((lane) => lane.drafts.length > 0)} />
    </div>
  );
}

function Row({ label, showNames, children }: { label: ReactNode; showNames: boolean; children: ReactNode }) {
  return (
    <div className={cn("grid min-w-0", showNames && "gap-x-4 md:grid-cols-[13rem_minmax(0,1fr)]")}>
      {showNames ? (
        <div className="flex min-w-0 items-center max-md:pt-2 max-md:empty:hidden">{label}</div>
      ) : null}
      {children}
    </div>
  );
}

function LaneName({ list }: { list: ChartLane["list"] }) {
  return (
    <p className="flex min-w-0 items-baseline gap-2">
      <Link
        href={`/price-lists/${list.id}`}
        title={list.name}
        className="min-w-0 truncate rounded-sm font-medium text-sm hover:underline"
      >
        {list.name}
      </Link>
      <span className="text-muted-foreground text-xs">{list.currency}</span>
    </p>
  );
}

function percent(value: number): string {
  return `${value.toFixed(3)}%`;
}

type Frame = { ticks: Tick[]; window: Span; now: number };

function Axis({ ticks, window, now }: Frame) {
  const at = offsetOf(now, window);
  return (
    <div aria-hidden className="relative h-7 overflow-hidden text-muted-foreground text-xs">
      {ticks.map((tick, index) => {
        const left = offsetOf(tick.at, window);
        const isNearNow = left > at - 7 && left < at + 3;
        // On a phone every other label has room.
        return left > 95 || isNearNow ? null : (
          <span
            key={tick.at}
            className={cn("absolute top-1.5 whitespace-nowrap pl-1", index % 3 !== 0 && "max-md:hidden")}
            style={{ left: percent(left) }}
          >
            {tick.label}
          </span>
        );
      })}
      <span
        className="absolute top-1 -translate-x-1/2 rounded-full bg-primary px-1.5 py-0.5 font-medium text-primary-foreground text-xs leading-4"
        style={{ left: percent(at) }}
      >
        Now
      </span>
    </div>
  );
}

function Lane({ lane, ticks, window, now }: Frame & { lane: ChartLane }) {
  return (
    <div className="relative h-11">
      {ticks.map((tick) => (
        <span
          key={tick.at}
          aria-hidden
          className="absolute inset-y-0 w-px bg-border"
          style={{ left: percent(offsetOf(tick.at, window)) }}
        />
      ))}
      {isEmpty(lane, window) ? (
        <p className="absolute inset-y-0 left-1 flex items-center text-muted-foreground text-xs">
          {lane.spans.length === 0
            ? "Never in force, and nothing scheduled"
            : "Nothing in force in this stretch"}
        </p>
      ) : null}
      {lane.spans.map((span) => (
        <Bar key={span.number} listId={lane.list.id} name={lane.list.name} span={span} window={window} />
      ))}
      {lane.drafts.map((draft) => (
        <DraftMark key={draft.number} lane={lane} draft={draft} window={window} />
      ))}
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 z-2 w-0.5 -translate-x-1/2 bg-primary"
        style={{ left: percent(offsetOf(now, window)) }}
      />
    </div>
  );
}

function isEmpty({ spans, drafts }: ChartLane, window: Span): boolean {
  const hasDraft = drafts.some(({ at }) => at >= window.from && at <= window.to);
  return !hasDraft && spans.every(({ from, to }) => placeOf(from, to, window) === undefined);
}

const looks: Record<VersionStatus, string> = {
  draft: "",
  expired: "border-neutral/45 bg-neutral-subtle text-neutral",
  active: "border-success/60 bg-success-subtle text-success",
  scheduled: "border-info/70 border-dashed bg-info-subtle text-info",
};

type BarProps = { listId: string; name: string; span: ChartSpan; window: Span };

function Bar({ listId, name, span, window }: BarProps) {
  const place = placeOf(span.from, span.to, window);
  if (!place) return null;
  const { number, status, description } = span;
  const until = span.to === null ? "no end known" : `until ${formatInstant(span.to, "UTC")}`;
  const facts = `${versionStates[status].word}: from ${formatInstant(span.from, "UTC")}, ${until}`;
  return (
    <Link
      href={`/price-lists/${listId}/versions/${number}`}
      title={[`Version ${number}`, description, facts].filter(Boolean).join("\n")}
      className={cn(
        "absolute inset-y-2 flex min-w-1 items-center overflow-hidden rounded-sm border font-medium text-xs tabular-nums hover:brightness-95 focus-visible:z-3 dark:hover:brightness-110",
        span.to === null && "rounded-r-none border-r-0",
        looks[status],
      )}
      style={{ left: percent(place.left), width: percent(place.width) }}
    >
      <span className="sr-only">{`Version ${number} of ${name}. ${facts}. `}</span>
      <span className="truncate px-1.5">
        v{number}
        {description ? <span className="font-normal"> {description}</span> : null}
      </span>
    </Link>
  );
}

type DraftMarkProps = { lane: ChartLane; draft: ChartLane["drafts"][number]; window: Span };

function DraftMark({ lane, draft, window }: DraftMarkProps) {
  const left = offsetOf(draft.at, window);
  if (left < 0 || left > 100) return null;
  const text = `Draft: version ${draft.number} is meant for ${formatInstant(draft.at, "UTC")}`;
  return (
    <Link
      href={`/price-lists/${lane.list.id}/versions/${draft.number}`}
      aria-label={`${text} (${lane.list.name})`}
      title={text}
      className="absolute top-1/2 z-1 size-3.5 -translate-x-1/2 -translate-y-1/2 rotate-45 rounded-[2px] border border-control border-dashed bg-surface hover:bg-hover focus-visible:z-3"
      style={{ left: percent(left) }}
    />
  );
}

function Legend({ hasDrafts }: { hasDrafts: boolean }) {
  const states = ["expired", "active", "scheduled"] as const;
  return (
    <ul
      aria-label="Legend"
      className="flex flex-wrap gap-x-4 gap-y-1 border-t pt-3 text-muted-foreground text-xs"
    >
      {states.map((status) => (
        <li key={status} className="flex items-center gap-1.5">
          <span aria-hidden className={cn("h-3 w-5 rounded-sm border", looks[status])} />
          {versionStates[status].word}
        </li>
      ))}
      {hasDrafts ? (
        <li className="flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 rotate-45 border border-control border-dashed" />
          Draft, meant for
        </li>
      ) : null}
      <li>Times in UTC</li>
    </ul>
  );
}
