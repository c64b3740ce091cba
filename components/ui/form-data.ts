/**
 * The fields of a form as they are sent. A field marked `data-utc` holds a UTC wall time (`2026-12-01T00:00`) and is
 * sent as an instant (`2026-12-01T00:00:00.000Z`).
 */
export function readForm(form: HTMLFormElement, submitter?: HTMLElement | null): FormData {
  const data = new FormData(form, submitter);
  for (const input of form.querySelectorAll<HTMLInputElement>("input[data-utc]")) {
    if (!input.name || !input.value) continue;
    const instant = new Date(`${input.value}Z`);
    if (!Number.isNaN(instant.getTime())) data.set(input.name, instant.toISOString());
  }
  return data;
}

/** All values as one text, to tell whether anything was changed. Framework fields (`$…`) are left out. */
export function formSnapshot(form: HTMLFormElement): string {
  const entries = [...readForm(form)].filter(([name]) => !name.startsWith("$"));
  return JSON.stringify(
    entries.map(([name, value]) => [name, typeof value === "string" ? value : value.name]),
  );
}

/** The rows of fields called `name[0].field`, in order: each a record of its fields. */
export function formRows(form: FormData, name: string): Record<string, string>[] {
  const rows = new Map<number, Record<string, string>>();
  for (const [key, value] of form.entries()) {
    const [, row, field] = /^(?:[^[]+)\[(\d+)\]\.(\w+)$/.exec(key) ?? [];
    if (row === undefined || field === undefined || !key.startsWith(`${name}[`)) continue;
    rows.set(Number(row), { ...rows.get(Number(row)), [field]: String(value) });
  }
  return [...rows].sort(([a], [b]) => a - b).map(([, fields]) => fields);
}
