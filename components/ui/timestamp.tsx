"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { cn } from "@/lib/cn";
import { formatDay, formatInstant, formatRelative, type Instant, toMillis } from "./time-format";
import { Tooltip } from "./tooltip";

function subscribe() {
  return () => undefined;
}

/** The viewer's time zone (IANA name); "UTC" while the server renders, which does not know it. */
export function useViewerZone(): string {
  return useSyncExternalStore(
    subscribe,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => "UTC",
  );
}

type TimestampProps = {
  at: Instant;
  /** `viewer`: their zone, UTC on hover. `utc`: UTC, theirs on hover; always for the start of a version. */
  zone?: "viewer" | "utc";
  /** Only the day; the time is on hover. */
  dateOnly?: boolean;
  className?: string;
};

/** An instant with its zone named; hover gives it exactly, to the second, in both zones. */
export function Timestamp({ at, zone = "viewer", dateOnly, className }: TimestampProps) {
  const viewer = useViewerZone();
  const shown = zone === "utc" ? "UTC" : viewer;
  const text = dateOnly ? formatDay(at, shown) : formatInstant(at, shown);
  return <Time at={at} viewer={viewer} text={text} className={className} />;
}

type RelativeTimeProps = {
  at: Instant;
  /** The server's clock in UTC milliseconds when it rendered, so that both sides agree. */
  now: number;
  className?: string;
};

/** “3 hours ago”, kept current; the exact time on hover. */
export function RelativeTime({ at, now, className }: RelativeTimeProps) {
  const viewer = useViewerZone();
  const [elapsed, setElapsed] = useState(0);

  useEffect(() => {
    const started = Date.now();
    const timer = setInterval(() => setElapsed(Date.now() - started), 30_000);
    return () => clearInterval(timer);
  }, []);

  return <Time at={at} viewer={viewer} text={formatRelative(at, now + elapsed)} className={className} />;
}

function Time(props: { at: Instant; viewer: string; text: string; className?: string | undefined }) {
  const utc = formatInstant(props.at, "UTC", { seconds: true });
  const local = formatInstant(props.at, props.viewer, { seconds: true });
  return (
    <Tooltip
      content={
        <span className="flex flex-col tabular-nums">
          <span>{utc}</span>
          {local === utc ? null : <span>{local}</span>}
        </span>
      }
    >
      <time
        data-slot="timestamp"
        dateTime={new Date(toMillis(props.at)).toISOString()}
        className={cn("relative z-1 whitespace-nowrap", props.className)}
      >
        {props.text}
      </time>
    </Tooltip>
  );
}
