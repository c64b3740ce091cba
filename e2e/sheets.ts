import type { Page } from "@playwright/test";
import writeXlsxFile from "write-excel-file/node";

type Row = (string | number | null)[];

/** A workbook with the sheet `Prices`, as spreadsheet programs save it. */
export async function workbook(rows: Row[]): Promise<Buffer> {
  const data = rows.map((row) =>
    row.map((value) =>
      value === null ? null : typeof value === "number" ? { value, type: Number } : { value, type: String },
    ),
  );
  return writeXlsxFile([{ sheet: "Prices", data }]).toBuffer();
}

/** Chooses the file on the import page and has it checked. */
export async function checkFile(page: Page, name: string, rows: Row[]): Promise<void> {
  const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  await page.getByLabel(/Drop a file here/).setInputFiles({ name, mimeType, buffer: await workbook(rows) });
  await page.getByRole("button", { name: "Check file" }).click();
}
