import type { Events } from "../domain/states";

/** An instant as the platform API writes it: 2026-03-01T00:00:00+00:00, milliseconds only where they are not zero. */
export function instant(at: Date): string {
  return at.toISOString().replace(/(\.000)?Z$/, "+00:00");
}

export function instantOrNull(at: Date | null | undefined): string | null {
  return at ? instant(at) : null;
}

/** `events.<verb>: {at, by}`; keys appear once the thing has happened. */
export function presentEvents(events: Events): Events {
  return Object.fromEntries(
    Object.entries(events).map(([verb, event]) => [verb, { ...event, at: instant(new Date(event.at)) }]),
  );
}
