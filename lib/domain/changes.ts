/** One changed field, before and after, as the audit keeps it. */
export type FieldChange = { field: string; before: unknown; after: unknown };

/**
 * The fields that differ between two states of an object, compared as JSON. A field that is not in `after` is left
 * out, so that a partial update compares only what it touches. Nothing changed gives an empty array.
 */
export function fieldChanges(before: Record<string, unknown>, after: Record<string, unknown>): FieldChange[] {
  return Object.keys(after).flatMap((field) => {
    const [was, is] = [plain(before[field]), plain(after[field])];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ field, before: was, after: is }];
  });
}

/** What JSON can hold: dates become ISO text, big integers decimal text, absent becomes null. */
function plain(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Date) return value.toISOString();
  return JSON.parse(JSON.stringify(value, (_, v) => (typeof v === "bigint" ? v.toString() : v))) as unknown;
}
