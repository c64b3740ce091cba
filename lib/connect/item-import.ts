import type { ItemRowVerdict, ItemSheetResult } from "../domain/item-sheet";
import { importStatus } from "../domain/sheet-import";

/** Verdicts in one answer. Those that tell something come first to the table: failed rows, then changes. */
const maxRows = 2000;

/** What an import of items made of each row: counts of all, the rows that failed or change something by row number. */
export function presentItemImport(given: {
  result: ItemSheetResult;
  verdicts: ItemRowVerdict[];
  applied: boolean;
}) {
  const { result, verdicts, applied } = given;
  const failed = verdicts.filter(({ verdict }) => verdict === "failed");
  const others = verdicts.filter(({ verdict }) => verdict !== "failed");
  const shown = [...failed, ...others].slice(0, maxRows).toSorted((a, b) => a.row - b.row);
  return {
    status: importStatus(result),
    applied,
    result,
    rows: shown.map(({ row, itemId, mpn, verdict, cells, content }) => ({
      row,
      item: itemId === null ? null : { id: itemId },
      mpn,
      name: content?.name ?? null,
      verdict,
      cells,
    })),
    left_out: verdicts.length - shown.length,
  };
}

export type ItemImportAnswer = ReturnType<typeof presentItemImport>;
