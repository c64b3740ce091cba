import { database } from "@/db/client";
import { findAllItems } from "@/db/items";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import {
  type ItemRowVerdict,
  type ItemSheetResult,
  itemSheetName,
  type SheetItem,
} from "../../domain/item-sheet";
import { itemSheetHeader, itemSheetRow, itemSheetWidths } from "../../domain/item-sheet-content";
import type { SheetFormat } from "../worker/jobs";
import { runJob } from "../worker/run-job";
import { applyItemImport } from "./apply-item-import";
import { contentOf } from "./change-item";
import { assertTakesItems } from "./items";
import { loadProduct } from "./products";

export type ItemFile = { name: string; format: SheetFormat; bytes: Uint8Array<ArrayBuffer> };

/** The product's items that the actor sees, as a spreadsheet that `importItems` reads. */
export async function exportItems(
  actor: Actor,
  input: { productId: string; format: SheetFormat },
): Promise<ItemFile> {
  authorise(actor, "products:read");
  const { productId, format } = input;
  await loadProduct(database(), actor, productId);
  const items = await findAllItems(database(), scopeOf(actor), productId);
  const rows = items.map((item) => itemSheetRow({ ...contentOf(item), id: item.id, status: item.status }));
  const table = { name: itemSheetName, widths: itemSheetWidths, rows: [itemSheetHeader] };
  const { file } = await runJob("write-sheet", { format, table }, { feed: [rows] });
  return { name: `${productId}-items.${format}`, format, bytes: file };
}

export type ItemImport = { result: ItemSheetResult; verdicts: ItemRowVerdict[]; applied: boolean };

type ImportInput = { productId: string; file: Uint8Array<ArrayBuffer>; name: string; dryRun: boolean };

/**
 * Judges every row of a workbook or CSV file and, unless it is a dry run, applies them in one transaction: all, or none
 * when a single row failed (DESIGN §7). Parsing and judging happen in the worker thread.
 * @throws DomainError `invalid` for the file as a whole, `conflict` when items changed while it was read
 */
export async function importItems(actor: Actor, input: ImportInput): Promise<ItemImport> {
  authorise(actor, "products:write");
  const { productId, file, name, dryRun } = input;
  const product = await loadProduct(database(), actor, productId);
  assertTakesItems(product);
  const before = await findAllItems(database(), scopeOf(actor), productId);
  const items = before.map((item): SheetItem => ({ ...contentOf(item), id: item.id, status: item.status }));
  const verdicts: ItemRowVerdict[] = [];
  const result = await runJob(
    "parse-item-sheet",
    { file, name },
    { feed: [items], onRows: (rows) => void verdicts.push(...rows) },
  );
  const changes = result.created + result.updated + result.deleted;
  if (dryRun || result.failed > 0 || changes === 0) return { result, verdicts, applied: false };
  await applyItemImport(actor, { productId, before, verdicts, result });
  return { result, verdicts, applied: true };
}
