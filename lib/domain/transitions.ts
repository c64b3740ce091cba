import { DomainError } from "./errors";

/** `state -> event -> next state`. What is not in the table is not allowed. */
export type Transitions<State extends string, Event extends string> = {
  readonly [S in State]: { readonly [E in Event]?: State };
};

/** The events that `state` allows, in table order: what drives the buttons. */
export function allowedEvents<S extends string, E extends string>(table: Transitions<S, E>, state: S): E[] {
  return Object.keys(table[state]) as E[];
}

/** Why `event` is not possible in `state`, or undefined when it is. The same sentence is the button's tooltip and the API's message. */
export function refusal<S extends string, E extends string>(
  table: Transitions<S, E>,
  state: S,
  event: E,
  what: string,
): string | undefined {
  if (table[state][event] !== undefined) return undefined;
  const allowed = allowedEvents(table, state);
  const hint = allowed.length > 0 ? `Allowed: ${allowed.join(", ")}.` : "Nothing more is allowed.";
  return `${what} is ${state}: ${event} is not possible. ${hint}`;
}

/** The state after `event`. @throws DomainError `wrong_state` naming the state, the event and the allowed events. */
export function nextState<S extends string, E extends string>(
  table: Transitions<S, E>,
  state: S,
  event: E,
  what: string,
): S {
  const next = table[state][event];
  if (next === undefined) throw new DomainError("wrong_state", refusal(table, state, event, what) ?? "");
  return next;
}

/** Faults of a table: states no event leads to from `initial`, and next states the table does not know. Tests expect none. */
export function tableFaults<S extends string, E extends string>(
  table: Transitions<S, E>,
  initial: S,
): string[] {
  const known = Object.keys(table) as S[];
  const faults: string[] = [];
  const reached = new Set<S>([initial]);
  const queue: S[] = [initial];
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    for (const event of allowedEvents(table, state)) {
      const next = table[state][event];
      if (next === undefined) continue;
      if (!known.includes(next)) faults.push(`${state} -> ${event} leads to the unknown state ${next}`);
      else if (!reached.has(next)) {
        reached.add(next);
        queue.push(next);
      }
    }
  }
  for (const state of known) if (!reached.has(state)) faults.push(`${state} cannot be reached`);
  return faults;
}
