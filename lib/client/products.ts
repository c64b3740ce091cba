import { z } from "zod";
import { itemVerdicts } from "../domain/item-sheet";
import { ask } from "./api";

const answer = z.object({
  status: z.enum(["success", "partial", "failed"]),
  applied: z.boolean(),
  result: z.record(z.enum(["rows", ...itemVerdicts]), z.number()),
  rows: z.array(
    z.object({
      row: z.number(),
      item: z.object({ id: z.string() }).nullable(),
      mpn: z.string(),
      name: z.string().nullable(),
      verdict: z.enum(itemVerdicts),
      cells: z.array(z.object({ column: z.string(), value: z.string(), reason: z.string() })),
    }),
  ),
  left_out: z.number(),
});

export type ItemImportAnswer = z.output<typeof answer>;

/** Has a spreadsheet of items judged row by row and, unless it is a dry run, applied as a whole when no row failed. */
export async function uploadItems(
  productId: string,
  file: File,
  { dryRun }: { dryRun: boolean },
): Promise<ItemImportAnswer> {
  const form = new FormData();
  form.set("dry_run", String(dryRun));
  form.set("uploaded_file", file);
  const { data } = await ask(answer, `/products/${productId}/items/import`, { method: "POST", form });
  return data;
}
