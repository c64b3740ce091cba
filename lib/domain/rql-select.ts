import type { Select } from "./rql-types";

/** What the longest rule on the way to a field says; on equal length leaving out beats including, both beat the default. */
type Rules = { include: readonly string[]; exclude: readonly string[]; heavy: readonly string[] };

/**
 * `select(+a,-b)` on one row (connect.md §2.3): named sub-trees are left out, sub-trees that are left out by default are
 * included. Names that the row does not hold change nothing. Arrays are gone through element by element.
 * @param heavyByDefault dotted paths that are only shown when asked for
 */
export function applySelect<Row extends object>(
  row: Row,
  select: Select,
  heavyByDefault: readonly string[] = [],
): Partial<Row> {
  const rules: Rules = { ...select, heavy: heavyByDefault };
  if (rules.exclude.length + rules.heavy.length === 0) return row;
  return Object.fromEntries(prune(Object.entries(row), "", true, rules)) as Partial<Row>;
}

function prune(
  entries: [string, unknown][],
  parent: string,
  kept: boolean,
  rules: Rules,
): [string, unknown][] {
  return entries.flatMap(([key, value]): [string, unknown][] => {
    const path = parent + key;
    const keep = verdict(path, rules) ?? kept;
    const deeper = [...rules.include, ...rules.exclude, ...rules.heavy].some((r) => r.startsWith(`${path}.`));
    if (!deeper) return keep ? [[key, value]] : [];
    const inside = pruneValue(value, `${path}.`, keep, rules);
    return inside === undefined ? [] : [[key, inside]];
  });
}

/** Undefined when nothing of a left-out value is asked for. */
function pruneValue(value: unknown, parent: string, keep: boolean, rules: Rules): unknown {
  if (Array.isArray(value)) {
    const elements = value.map((element: unknown) => pruneValue(element, parent, keep, rules));
    return keep || elements.some((element) => element !== undefined)
      ? elements.filter((element) => element !== undefined)
      : undefined;
  }
  if (typeof value !== "object" || value === null) return keep ? value : undefined;
  const entries = prune(Object.entries(value), parent, keep, rules);
  return keep || entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function verdict(path: string, { include, exclude, heavy }: Rules): boolean | undefined {
  if (exclude.includes(path)) return false;
  if (include.includes(path)) return true;
  return heavy.includes(path) ? false : undefined;
}
