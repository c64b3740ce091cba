import { invalid } from "./errors";
import { type ItemContent, mpnTaken, onlyDraftDeleted } from "./item";
import {
  type ItemCells as Cells,
  itemCell as cell,
  changedCells,
  itemSheetFields as fields,
  readItem,
  itemSheetTitles as titles,
} from "./item-sheet-content";
import {
  formulaProblem,
  isBlankRow,
  matchHeader,
  type RawRow,
  readableText,
  untitledCell,
  uploadPath,
  type VerdictCell,
} from "./sheet-import";
import type { ItemStatus } from "./states";

/** The sheet that holds a product's items; the columns are those of Connect's workbooks (reference connect.md §9). */
export const itemSheetName = "Items";

/** Columns that Connect's own workbooks and our reports have; they are passed over. */
const passedOver = ["Created", "Modified", "Verdict"];
const actions = ["-", "create", "update", "delete"] as const;
type Action = (typeof actions)[number];

/** An item of the product before the import. */
export type SheetItem = ItemContent & { id: string; status: ItemStatus };

export const itemVerdicts = ["created", "updated", "deleted", "unchanged", "skipped", "failed"] as const;
export type ItemVerdict = (typeof itemVerdicts)[number];

/**
 * What the import makes of one row. `itemId` is null for a new item and where none was found. `content` is the whole
 * item as it will be: null unless it is created or updated. `cells` tells what changes, or why the row failed.
 */
export type ItemRowVerdict = {
  row: number;
  itemId: string | null;
  mpn: string;
  verdict: ItemVerdict;
  cells: VerdictCell[];
  content: ItemContent | null;
};

export type ItemSheetResult = { rows: number } & Record<ItemVerdict, number>;

export type ItemSheetReader = {
  read: (row: number, cells: RawRow) => ItemRowVerdict | undefined;
  result: () => ItemSheetResult;
};

/**
 * A reader for the rows below the header. Action `-` or nothing skips the row; update and delete find the item by ID,
 * else by MPN; create makes one and takes no ID. Without an Action column an item that is there is updated and one that
 * is not is created. An empty cell of an update leaves the field as it is. Status is for reading only.
 * @throws DomainError `invalid` when columns are unknown, repeated or missing
 */
export function itemSheetReader(header: RawRow, items: Iterable<SheetItem>): ItemSheetReader {
  const known = [
    ...Object.entries(titles).map(([key, title]) => ({ key, titles: [title] })),
    ...passedOver.map((title) => ({ key: title, titles: [title] })),
  ];
  const places = matchHeader(header, known);
  if (!places.has("id") && !places.has("mpn")) {
    const message = `has neither a column “${titles.id}” nor “${titles.mpn}”; one is needed to find the items`;
    throw invalid(uploadPath, message, { rule: "columns" });
  }
  const state = importState(items);
  const counts: ItemSheetResult = {
    rows: 0,
    created: 0,
    updated: 0,
    deleted: 0,
    unchanged: 0,
    skipped: 0,
    failed: 0,
  };
  return {
    read(row, raw) {
      if (isBlankRow(raw)) return undefined;
      const cells = cellsOf(raw, places);
      const untitled = untitledCell(raw, header);
      const refused = untitled ? [untitled] : formulaCells(raw, places);
      const outcome =
        refused.length > 0 ? fail(null, refused) : judge(row, cells, places.has("action"), state);
      counts.rows += 1;
      counts[outcome.verdict] += 1;
      return { row, mpn: cells.mpn ?? "", ...outcome };
    },
    result: () => ({ ...counts }),
  };
}

function cellsOf(raw: RawRow, places: ReadonlyMap<string, number>): Cells {
  const cells: Cells = {};
  for (const field of fields) {
    const text = raw[places.get(field) ?? -1];
    if (text) cells[field] = readableText(text);
  }
  return cells;
}

/** Formulas are looked for in what the file says: text that was exported from `=…` is none. */
function formulaCells(raw: RawRow, places: ReadonlyMap<string, number>): VerdictCell[] {
  return fields.flatMap((field) => {
    const value = raw[places.get(field) ?? -1] ?? "";
    const reason = formulaProblem(value);
    return reason === undefined ? [] : [{ column: titles[field], value, reason }];
  });
}

/** The product's items as the rows so far leave them. `rows`: the row that is already for an item. */
type State = { byId: Map<string, SheetItem>; idByMpn: Map<string, string>; rows: Map<string, number> };

function importState(items: Iterable<SheetItem>): State {
  const byId = new Map<string, SheetItem>();
  for (const item of items) byId.set(item.id, item);
  return { byId, idByMpn: new Map([...byId.values()].map(({ id, mpn }) => [mpn, id])), rows: new Map() };
}

type Outcome = Omit<ItemRowVerdict, "row" | "mpn">;

function fail(itemId: string | null, cells: VerdictCell[]): Outcome {
  return { itemId, verdict: "failed", cells, content: null };
}

function judge(row: number, cells: Cells, hasAction: boolean, state: State): Outcome {
  const current = findItem(cells, state);
  const word = hasAction ? (cells.action ?? "-").toLowerCase() : current ? "update" : "create";
  const action = actions.find((known) => known === word);
  if (action === undefined) {
    const reason = `“${cells.action}” is not an action; allowed: ${actions.join(", ")}`;
    return fail(null, [cell("action", cells, reason)]);
  }
  if (action === "-") return { itemId: current?.id ?? null, verdict: "skipped", cells: [], content: null };
  const key = current?.id ?? `new ${cells.mpn ?? row}`;
  const earlier = state.rows.get(key);
  if (earlier !== undefined) {
    const reason = `row ${earlier} is already for this item; one row for each item is allowed`;
    return fail(current?.id ?? null, [cell(cells.id ? "id" : "mpn", cells, reason)]);
  }
  const outcome = perform(action, cells, current, state);
  if (outcome.verdict !== "failed") state.rows.set(key, row);
  return outcome;
}

function findItem(cells: Cells, state: State): SheetItem | undefined {
  if (cells.id !== undefined) return state.byId.get(cells.id.toUpperCase());
  return cells.mpn === undefined ? undefined : state.byId.get(state.idByMpn.get(cells.mpn) ?? "");
}

function perform(
  action: Exclude<Action, "-">,
  cells: Cells,
  current: SheetItem | undefined,
  state: State,
): Outcome {
  if (action === "create") return create(cells, state);
  if (current === undefined) {
    const field = cells.id !== undefined || cells.mpn === undefined ? "id" : "mpn";
    const reason =
      cells[field] === undefined
        ? `the row names no item; give its ${titles.id} or ${titles.mpn}`
        : `no item of this product has the ${titles[field]} “${cells[field]}”`;
    return fail(null, [cell(field, cells, reason)]);
  }
  if (action === "update") return update(cells, current, state);
  if (current.status !== "draft") {
    return fail(current.id, [cell("action", cells, `${onlyDraftDeleted} This one is ${current.status}.`)]);
  }
  state.idByMpn.delete(current.mpn);
  return { itemId: current.id, verdict: "deleted", cells: [], content: null };
}

function create(cells: Cells, state: State): Outcome {
  if (cells.id !== undefined) {
    return fail(null, [
      cell("id", cells, "is given by Channelbook to a new item; leave it empty or put update"),
    ]);
  }
  const read = readItem(cells, undefined);
  if ("problems" in read) return fail(null, read.problems);
  if (state.idByMpn.has(read.content.mpn)) return fail(null, [cell("mpn", cells, mpnTaken)]);
  state.idByMpn.set(read.content.mpn, "");
  return { itemId: null, verdict: "created", cells: [], content: read.content };
}

function update(cells: Cells, current: SheetItem, state: State): Outcome {
  const read = readItem(cells, current);
  if ("problems" in read) return fail(current.id, read.problems);
  const { content } = read;
  const holder = state.idByMpn.get(content.mpn);
  if (holder !== undefined && holder !== current.id) {
    return fail(current.id, [cell("mpn", cells, mpnTaken)]);
  }
  const changes = changedCells(current, content);
  if (changes.length === 0) return { itemId: current.id, verdict: "unchanged", cells: [], content: null };
  state.idByMpn.delete(current.mpn);
  state.idByMpn.set(content.mpn, current.id);
  return { itemId: current.id, verdict: "updated", cells: changes, content };
}
