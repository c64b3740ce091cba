"use client";

import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { formatDay, type Instant } from "./time-format";
import { RelativeTime, useViewerZone } from "./timestamp";

export type TimelineItem = {
  id: string;
  at: Instant;
  /** Who: a person, a token or the clock. */
  actor: string;
  /** Muted: done by the system, not by a person. */
  system?: boolean;
  /** The verb and the object: “scheduled version 4”. */
  content: ReactNode;
  /** What changed, e.g. a `FieldDiffTable`. */
  detail?: ReactNode;
  icon?: ReactNode;
};

type TimelineProps = {
  /** Newest first. */
  items: TimelineItem[];
  /** The server's clock when it rendered, UTC milliseconds. */
  now: number;
  className?: string;
};

/** What happened, grouped by the viewer's days. */
export function Timeline({ items, now, className }: TimelineProps) {
  const zone = useViewerZone();
  const days = Map.groupBy(items, (item) => formatDay(item.at, zone));
  return (
    <div data-slot="timeline" className={cn("flex flex-col gap-4", className)}>
      {[...days].map(([day, events]) => (
        <section key={day} aria-label={day}>
          <p className="mb-2 font-medium text-muted-foreground text-xs">{day}</p>
          <ol className="flex flex-col">
            {events.map((item) => (
              <TimelineEntry key={item.id} item={item} now={now} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function TimelineEntry({ item, now }: { item: TimelineItem; now: number }) {
  return (
    <li
      data-slot="timeline-entry"
      className={cn(
        "group/entry relative flex gap-2.5 pb-3.5 last:pb-0",
        item.system && "text-muted-foreground",
      )}
    >
      <span aria-hidden className="absolute top-5 bottom-0 left-2.5 w-px bg-border group-last/entry:hidden" />
      <span
        aria-hidden
        className="inline-flex size-5 shrink-0 items-center justify-center rounded-full border bg-surface text-muted-foreground [&_svg]:size-3"
      >
        {item.icon ?? (
          <span className={cn("size-1.5 rounded-full", item.system ? "bg-control" : "bg-primary")} />
        )}
      </span>
      <div className="min-w-0 flex-1 text-sm">
        <p className="break-words">
          <span className={cn(!item.system && "font-medium")}>{item.actor}</span> {item.content}{" "}
          <RelativeTime at={item.at} now={now} className="text-muted-foreground text-xs" />
        </p>
        {item.detail ? <div className="mt-1">{item.detail}</div> : null}
      </div>
    </li>
  );
}
