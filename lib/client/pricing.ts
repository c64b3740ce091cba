import { z } from "zod";
import type { Consequences } from "../domain/price-consequences";
import { adjustmentStatuses } from "../domain/states";
import { ask } from "./api";

const counts = z.object({
  rows: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  cleared: z.number(),
  failed: z.number(),
});

const adjustmentAnswer = z.object({
  id: z.string(),
  status: z.enum(adjustmentStatuses),
  progress: z.number().optional(),
  applied: z.boolean(),
  file_name: z.string(),
  processed_file: z.string().nullish(),
  error_detail: z.string().nullish(),
  result: counts.nullish(),
});
/** One upload of a workbook into a draft: first its verdicts, then, if wanted, applied. */
export type Adjustment = z.output<typeof adjustmentAnswer>;

const verdictAnswer = z.array(
  z.object({
    row: z.number(),
    item: z.object({ id: z.string(), name: z.string().nullish() }).nullish(),
    verdict: z.enum(["changed", "unchanged", "cleared", "failed"]),
    cells: z.array(z.object({ column: z.string(), value: z.string(), reason: z.string() })),
  }),
);
export type RowVerdict = z.output<typeof verdictAnswer>[number];

const readinessAnswer = z.array(
  z.object({
    severity: z.enum(["blocking", "warning"]),
    code: z.string(),
    message: z.string(),
    count: z.number(),
    sample: z.array(z.string()),
  }),
);

export type ShownFinding = z.output<typeof readinessAnswer>[number];

/** What stands in the way of putting the version in force, with the prices as they are now. */
export async function fetchReadiness(versionId: string, signal?: AbortSignal): Promise<ShownFinding[]> {
  const { data } = await ask(readinessAnswer, `/pricing/versions/${versionId}/readiness`, { signal });
  return data;
}

const numbered = z.object({ number: z.number() });
const consequencesAnswer = z
  .object({
    in_force: numbered.nullable(),
    waiting: z.array(numbered),
    listings: z.number(),
    subscriptions: z.number(),
    renewals: z.number(),
  })
  .transform(({ in_force: inForce, ...rest }): Consequences => ({ inForce, ...rest }));

/** What is asked about: a version at an instant (UTC milliseconds; now unless given), or the end of a list. */
export type ConsequencesOf = { versionId: string; at?: number | undefined } | { listId: string };

export async function fetchConsequences(of: ConsequencesOf, signal?: AbortSignal): Promise<Consequences> {
  const path =
    "listId" in of
      ? `/pricing/lists/${of.listId}/consequences`
      : `/pricing/versions/${of.versionId}/consequences${of.at === undefined ? "" : `?at=${new Date(of.at).toISOString()}`}`;
  const { data } = await ask(consequencesAnswer, path, { signal });
  return data;
}

function adjustmentPath(versionId: string, id = ""): string {
  return `/pricing/versions/${versionId}/adjustments${id ? `/${id}` : ""}`;
}

/** Has the file parsed into a verdict for every row; nothing is written until it is applied. */
export async function uploadPrices(versionId: string, file: File): Promise<Adjustment> {
  const form = new FormData();
  form.set("dry_run", "true");
  form.set("uploaded_file", file);
  const { data } = await ask(adjustmentAnswer, adjustmentPath(versionId), { method: "POST", form });
  return data;
}

export async function fetchAdjustment(
  versionId: string,
  id: string,
  signal?: AbortSignal,
): Promise<Adjustment> {
  const { data } = await ask(adjustmentAnswer, adjustmentPath(versionId, id), { signal });
  return data;
}

/** A page of verdicts; `verdict` keeps only those. */
export async function fetchVerdicts(
  versionId: string,
  id: string,
  { verdict, limit, offset }: { verdict: RowVerdict["verdict"] | undefined; limit: number; offset: number },
  signal?: AbortSignal,
): Promise<{ rows: RowVerdict[]; total: number }> {
  const filter = verdict ? `eq(verdict,${verdict})&` : "";
  const path = `${adjustmentPath(versionId, id)}/rows?${filter}limit=${limit}&offset=${offset}`;
  const { data, total } = await ask(verdictAnswer, path, { signal });
  return { rows: data, total: total ?? data.length };
}

/** Writes all valid rows in one go. */
export async function applyAdjustment(versionId: string, id: string): Promise<void> {
  await ask(z.unknown(), `${adjustmentPath(versionId, id)}/apply`, { method: "POST" });
}

/** Forgets an upload that was not applied. */
export async function discardAdjustment(versionId: string, id: string): Promise<void> {
  await ask(z.unknown(), adjustmentPath(versionId, id), { method: "DELETE" });
}
