import type { Actor } from "../../domain/access";
import { printInstant } from "../../domain/instant";
import { type Amount, printAmount } from "../../domain/money";
import { columnLabel, type PriceColumn } from "../../domain/price-columns";
import type { SheetCell, SheetRow, SheetTable } from "../../domain/sheet-import";
import { clock } from "../context";
import type { SheetFormat } from "../worker/jobs";
import { runJob } from "../worker/run-job";
import { type CompareQuestion, type Comparison, compareVersions } from "./compare";
import type { VersionWorkbook } from "./workbook";

type Question = Omit<CompareQuestion, "limit" | "offset"> & { format: SheetFormat };

/** Rows per read: each read sorts anew, so few large ones. */
const rowsPerRead = 20_000;

/**
 * The comparison as a spreadsheet, in the order in which it is shown. CSV holds the rows only, a
 * workbook also what was compared. @throws DomainError as `compareVersions`
 */
export async function comparisonWorkbook(
  actor: Actor,
  { format, ...question }: Question,
): Promise<VersionWorkbook> {
  const first = await compareVersions(actor, { ...question, limit: 0, offset: 0 });
  async function* rows() {
    for (let offset = 0; offset < first.total; offset += rowsPerRead) {
      const page = await compareVersions(actor, { ...question, limit: rowsPerRead, offset });
      yield page.rows.map((row) => sheetRow(row, first.columns));
    }
  }
  const { file } = await runJob(
    "write-sheet",
    { format, table: headerTable(first), more: [infoTable(first)] },
    { feed: rows() },
  );
  return { name: `${question.from}-to-${question.to}.${format}`, format, bytes: file };
}

function headerTable({ from, to }: Comparison): SheetTable {
  const titles = ["Item ID", "MPN", "Name", "Column", from.id, to.id, "Change", "Change %", "Kind"];
  return { name: "Comparison", widths: [24, 18, 40, 26, 22, 22, 16, 12, 12], rows: [titles] };
}

function sheetRow(row: Comparison["rows"][number], columns: readonly PriceColumn[]): SheetRow {
  const column = columns.find(({ id }) => id === row.columnId);
  return [
    row.item.id,
    row.item.mpn,
    row.item.name,
    column ? columnLabel(column) : row.columnId,
    number(row.from),
    number(row.to),
    number(row.delta),
    number(row.deltaPercent),
    row.kind,
  ];
}

function number(amount: Amount | null): SheetCell {
  return amount === null ? null : { number: printAmount(amount) };
}

function infoTable({ from, to, summary }: Comparison): SheetTable {
  const { added, removed, changed, unchanged, medianChangePercent: median } = summary;
  const named = ({ list, number: n, id }: Comparison["from"]) => `${list.name}, version ${n} (${id})`;
  const rows: SheetRow[] = [
    ["What", "Value"],
    ["From", named(from)],
    ["To", named(to)],
    ["Currency", from.list.currency],
    ["Changed", { number: String(changed) }],
    ["Added", { number: String(added) }],
    ["Removed", { number: String(removed) }],
    ["Unchanged", { number: String(unchanged) }],
    ["Median change %", number(median)],
    ["Exported at", printInstant(clock.now())],
  ];
  return { name: "Info", widths: [20, 60], rows };
}
