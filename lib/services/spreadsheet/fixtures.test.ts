import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { priceSheetReader } from "@/lib/domain/price-sheet";
import { readSpreadsheet } from "./read";

// The same prices as spreadsheet programs save them: LibreOffice 7.4 wrote its three files; those of Excel follow its own
// files part by part (rich text, styles, a chain of calculations, doubles with 17 digits, text that looks like a number).

const read = (name: string) =>
  readSpreadsheet(
    new Uint8Array(readFileSync(path.join(import.meta.dirname, "fixtures", name))),
    name,
    "Prices",
  );

const context = {
  columns: [
    { id: "price", name: "Price" },
    { id: "st0p", name: "Suggested T0 Price" },
  ],
  currency: "EUR",
  scale: 2,
};
const points = [1, 2, 3, 4].map((n) => ({
  itemId: `PRD-${n}`,
  mpn: `M-${n}`,
  values: { price: 100n, st0p: 30n },
}));

/** Per row its verdict, the values it writes, and why a cell was refused. */
async function judged(name: string) {
  const { rows } = await read(name);
  const reader = priceSheetReader(context, rows[0] ?? [], points);
  return rows.slice(1).flatMap((cells, index) => {
    const verdict = reader.read(index + 2, cells);
    return verdict ? [[verdict.verdict, verdict.values, verdict.cells.map((cell) => cell.value)]] : [];
  });
}

const files = [
  "libreoffice.xlsx",
  "libreoffice-semicolon.csv",
  "libreoffice-utf16.csv",
  "excel.xlsx",
  "excel-german.csv",
  "excel-ansi.csv",
  "excel-unicode.txt",
];

describe.each(files)("%s", (name) => {
  test("numbers, numbers as text and stored results of formulas are prices", async () => {
    const [first, second] = await judged(name);
    expect(first?.slice(0, 2)).toEqual(["changed", { price: 32510n, st0p: 35761n }]);
    expect(second?.slice(0, 2)).toEqual(["changed", { price: 30050n, st0p: 36500n }]);
  });

  test("a date and an error fail their row, and write nothing", async () => {
    const [, , third] = await judged(name);
    expect(third?.slice(0, 2)).toEqual(["failed", {}]);
    expect(third?.[2]).toEqual([expect.stringMatching(/2026/), "#DIV/0!"]);
  });

  test("an empty cell clears, and what is as it was is no change", async () => {
    const [, , , fourth] = await judged(name);
    expect(fourth?.slice(0, 2)).toEqual(["cleared", { price: null }]);
  });

  test("line ends within a cell are part of it, letters of any script survive", async () => {
    const { rows } = await read(name);
    expect(rows[1]?.[1]).toBe("Two\nlines");
    expect(rows[2]?.[1]).toMatch(/^Grüße, ("Q"|日本)$/);
    expect(rows).toHaveLength(5);
  });
});
