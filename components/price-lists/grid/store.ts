import { isDomainError } from "@/lib/domain/errors";
import {
  afterSave,
  type Clash,
  cellKey,
  type Edits,
  joined,
  nextBatch,
  type PointWrite,
  queued,
  type Refusal,
  refusedCells,
  without,
  writesOf,
} from "./edits";
import type { CellChange } from "./undo";

/** A point as the server holds it: plain decimals by column, empty ones absent. */
export type SavedPoint = { id: string; values: Record<string, string>; revision: number };

/** What became of a write: saved, or refused whole because of cells that somebody else wrote. */
export type Written = { saved: SavedPoint[] } | { clashes: Clash[] };

export type SavingState =
  | { is: "saved" }
  | { is: "saving" }
  /** The server could not be reached: tried again by itself. */
  | { is: "waiting"; message: string };

export type GridState = {
  edits: Edits;
  saved: ReadonlyMap<string, SavedPoint>;
  clashes: readonly Clash[];
  refusals: readonly Refusal[];
  saving: SavingState;
};

type Wiring = {
  /** Writes points, all or nothing. @throws DomainError */
  send: (writes: PointWrite[]) => Promise<Written>;
  /** Runs something later; answers how to call it off. */
  later: (work: () => void, milliseconds: number) => () => void;
  pointsPerWrite: number;
};

const firstWait = 2000;
const longestWait = 30_000;

const start: GridState = {
  edits: new Map(),
  saved: new Map(),
  clashes: [],
  refusals: [],
  saving: { is: "saved" },
};

/** After a write: what was saved counts, what was typed meanwhile stays. */
function afterWrite(state: GridState, sent: Edits, written: Written): Partial<GridState> {
  if ("clashes" in written) return afterClash(state, written.clashes);
  const saved = new Map(state.saved);
  for (const point of written.saved) saved.set(point.id, point);
  return { saved, edits: afterSave(state.edits, sent) };
}

/** The others of the batch stay and are sent again; a clash of a cell that was typed again is about what was typed last. */
function afterClash(state: GridState, found: readonly Clash[]): Partial<GridState> {
  const clashes = found.map((one) => {
    const edit = state.edits.get(cellKey(one.itemId, one.columnId));
    return edit ? { ...one, mine: edit.value } : one;
  });
  return { edits: without(state.edits, clashes), clashes: joined(state.clashes, clashes) };
}

function afterRefusal(state: GridState, refusals: readonly Refusal[]): Partial<GridState> {
  return { edits: without(state.edits, refusals), refusals: joined(state.refusals, refusals) };
}

/** What the changes are about, they settle. */
function afterEdit(state: GridState, changes: readonly CellChange[], sent: Edits): Partial<GridState> {
  const keys = new Set(changes.map(({ itemId, columnId }) => cellKey(itemId, columnId)));
  const others = <T extends Clash | Refusal>(cells: readonly T[]) =>
    cells.filter(({ itemId, columnId }) => !keys.has(cellKey(itemId, columnId)));
  return {
    edits: queued(state.edits, changes, sent),
    clashes: others(state.clashes),
    refusals: others(state.refusals),
  };
}

const worthWaiting = ["upstream", "internal", "unauthenticated"];

/** Does a later attempt make sense? The sentence for people, else undefined. */
function reasonToWait(error: unknown): string | undefined {
  if (!isDomainError(error)) return "Something went wrong.";
  return worthWaiting.includes(error.code) ? error.message : undefined;
}

/**
 * What was typed into a grid until it is saved. One write is under way at a time; what is typed meanwhile goes with the
 * next. Nothing is dropped unseen: a cell is saved, waits for the server, clashes, or is refused with the reason.
 */
export function createGridStore(wiring: Wiring) {
  let state = start;
  const listeners = new Set<() => void>();
  const cell = {
    get: () => state,
    set(change: Partial<GridState>) {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
  };
  const writer = createWriter(wiring, cell);

  function edit(changes: readonly CellChange[]): void {
    cell.set(afterEdit(state, changes, writer.sent()));
    void writer.flush();
  }

  return {
    getState: cell.get,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    /** Shows the changes at once and saves them. A change of a cell that clashes settles the clash. */
    edit,
    /** Lists cells that cannot be saved, such as text that is no price. */
    refuse: (refusals: readonly Refusal[]) => cell.set(afterRefusal(state, refusals)),
    keepMine: (clashes: readonly Clash[]) =>
      edit(clashes.map(({ mine, theirs, ...of }) => ({ ...of, before: theirs, after: mine }))),
    takeTheirs: (taken: readonly Clash[]) =>
      cell.set({ clashes: state.clashes.filter((clash) => !taken.includes(clash)) }),
    dismissRefusals: () => cell.set({ refusals: [] }),
    retry: () => void writer.flush(),
    isUnsaved: () => state.edits.size > 0 || state.clashes.length > 0,
  };
}

type StateCell = { get: () => GridState; set: (change: Partial<GridState>) => void };

/** Sends what waits, one write after the other. */
function createWriter({ send, later, pointsPerWrite }: Wiring, { get, set }: StateCell) {
  let sent: Edits = new Map();
  let wait = firstWait;
  let callOff: (() => void) | undefined;

  async function flush(): Promise<void> {
    callOff?.();
    callOff = undefined;
    if (sent.size > 0) return;
    while (get().edits.size > 0) {
      sent = nextBatch(get().edits, pointsPerWrite);
      set({ saving: { is: "saving" } });
      const waiting = await write(writesOf(sent));
      sent = new Map();
      if (waiting === undefined) continue;
      set({ saving: { is: "waiting", message: waiting } });
      callOff = later(() => void flush(), wait);
      wait = Math.min(wait * 2, longestWait);
      return;
    }
    set({ saving: { is: "saved" } });
  }

  /** @returns why to try again later; undefined when the write is settled */
  async function write(writes: PointWrite[]): Promise<string | undefined> {
    try {
      // The state is read after the answer: more may have been typed meanwhile.
      const written = await send(writes);
      set(afterWrite(get(), sent, written));
      wait = firstWait;
      return undefined;
    } catch (error) {
      const message = reasonToWait(error);
      if (message !== undefined || !isDomainError(error)) return message ?? "Something went wrong.";
      set(afterRefusal(get(), refusedCells(writes, error.issues) ?? allOf(sent, error.message)));
      return undefined;
    }
  }

  return { flush, sent: () => sent };
}

export type GridStore = ReturnType<typeof createGridStore>;

function allOf(edits: Edits, reason: string): Refusal[] {
  return [...edits.values()].map(({ itemId, columnId, value }) => ({
    itemId,
    columnId,
    value: value ?? "",
    reason,
  }));
}
