import type { CellChange } from "./undo";

/** A price that was typed and is not saved yet. Plain decimals; null is empty. */
export type Edit = {
  itemId: string;
  columnId: string;
  /** What the server held when it was typed: if it holds something else by then, that is a clash. */
  expected: string | null;
  value: string | null;
};

/** By item and column. */
export type Edits = ReadonlyMap<string, Edit>;

/** A cell that somebody else wrote meanwhile. */
export type Clash = {
  itemId: string;
  columnId: string;
  mine: string | null;
  theirs: string | null;
  by: string | null;
  at: string | null;
};

/** A cell that was not saved, and why. */
export type Refusal = { itemId: string; columnId: string; value: string; reason: string };

/** What is sent for one point. */
export type PointWrite = {
  id: string;
  attributes: Record<string, string | null>;
  expected: Record<string, string | null>;
};

export function cellKey(itemId: string, columnId: string): string {
  return `${itemId} ${columnId}`;
}

/**
 * The edits with further ones. A cell that waits already keeps what the server held before it was first typed; one that
 * is typed back to that has nothing left to save, unless it is on its way (`sent`).
 */
export function queued(edits: Edits, changes: readonly CellChange[], sent: Edits): Edits {
  const next = new Map(edits);
  for (const { itemId, columnId, before, after } of changes) {
    const key = cellKey(itemId, columnId);
    const waiting = next.get(key);
    const expected = waiting ? waiting.expected : before;
    if (after === expected && !sent.has(key)) next.delete(key);
    else next.set(key, { itemId, columnId, expected, value: after });
  }
  return next;
}

/** The oldest edits, of at most `points` points. */
export function nextBatch(edits: Edits, points: number): Edits {
  const items = new Set<string>();
  const batch = new Map<string, Edit>();
  for (const [key, edit] of edits) {
    if (!items.has(edit.itemId) && items.size >= points) continue;
    items.add(edit.itemId);
    batch.set(key, edit);
  }
  return batch;
}

export function writesOf(batch: Edits): PointWrite[] {
  const writes = new Map<string, PointWrite>();
  for (const { itemId, columnId, value, expected } of batch.values()) {
    const write = writes.get(itemId) ?? { id: itemId, attributes: {}, expected: {} };
    write.attributes[columnId] = value;
    write.expected[columnId] = expected;
    writes.set(itemId, write);
  }
  return [...writes.values()];
}

/** What is left after a batch was saved: what was typed meanwhile, over what the server holds now. */
export function afterSave(edits: Edits, batch: Edits): Edits {
  const next = new Map(edits);
  for (const [key, sent] of batch) {
    const now = next.get(key);
    if (!now || now.value === sent.value) next.delete(key);
    else next.set(key, { ...now, expected: sent.value });
  }
  return next;
}

/** Without these cells. */
export function without(edits: Edits, cells: readonly { itemId: string; columnId: string }[]): Edits {
  const next = new Map(edits);
  for (const { itemId, columnId } of cells) next.delete(cellKey(itemId, columnId));
  return next;
}

/** A list of cells with others added; of two for one cell the later one counts. */
export function joined<T extends { itemId: string; columnId: string }>(
  all: readonly T[],
  added: readonly T[],
): T[] {
  const keys = new Set(added.map(({ itemId, columnId }) => cellKey(itemId, columnId)));
  return [...all.filter(({ itemId, columnId }) => !keys.has(cellKey(itemId, columnId))), ...added];
}

/** The issues of a refused write (`3.attributes.price`) by the cells they are about; undefined when one is about none. */
export function refusedCells(
  writes: readonly PointWrite[],
  issues: readonly { path: string; message: string }[],
): Refusal[] | undefined {
  const refusals: Refusal[] = [];
  for (const { path, message } of issues) {
    const match = /^(\d+)\.(?:attributes|expected)\.(.+)$/.exec(path);
    const write = match ? writes[Number(match[1])] : undefined;
    const columnId = match?.[2] ?? "";
    if (!write || !(columnId in write.attributes)) return undefined;
    refusals.push({
      itemId: write.id,
      columnId,
      value: write.attributes[columnId] ?? "",
      reason: message,
    });
  }
  return refusals.length > 0 ? refusals : undefined;
}
