import type { ReactNode } from "react";
import type { TimelineItem } from "./timeline";

/** How one kind of event reads. */
export type EventView = { content: ReactNode; detail?: ReactNode; icon?: ReactNode };

/** One renderer per event kind; `*` is for kinds without their own. */
export type EventRenderers<E> = Record<string, (event: E) => EventView> & { "*": (event: E) => EventView };

type EventFacts = Pick<TimelineItem, "id" | "at" | "actor" | "system"> & { kind: string };

/** Turns events into timeline items by looking up their kind's renderer. */
export function renderEvents<E>(
  events: E[],
  facts: (event: E) => EventFacts,
  renderers: EventRenderers<E>,
): TimelineItem[] {
  return events.map((event) => {
    const { kind, ...rest } = facts(event);
    const render = Object.hasOwn(renderers, kind) ? renderers[kind] : undefined;
    return { ...rest, ...(render ?? renderers["*"])(event) };
  });
}
