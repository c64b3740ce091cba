import { z } from "zod";
import { itemVerdicts } from "../domain/item-sheet";
import { ilike, or, printRql, where } from "../domain/rql";
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

const foundItems = z.array(
  z.object({ id: z.string(), mpn: z.string(), name: z.string(), period: z.string() }),
);

export type FoundItem = z.output<typeof foundItems>[number];

/** The first items of a product whose name or MPN holds the text; without one the first of all. */
export async function searchItems(
  productId: string,
  text: string,
  signal?: AbortSignal,
): Promise<FoundItem[]> {
  const pattern = `*${text.trim().replaceAll("*", "")}*`;
  const filter = pattern === "**" ? undefined : or(ilike("name", pattern), ilike("mpn", pattern));
  const query = printRql({ ...where(filter), limit: 50 });
  const { data } = await ask(foundItems, `/products/${productId}/items?${query}`, { signal });
  return data;
}
