import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDomainError } from "@/lib/domain/errors";
import type { RawRow, SheetRow } from "@/lib/domain/sheet-import";
import { readableText } from "@/lib/domain/sheet-import";
import { sheetLimits } from "./limits";
import { readSpreadsheet } from "./read";
import { workbook, zip } from "./testing";
import { writeCsv, writeXlsx } from "./write";

async function rowsOf(file: Uint8Array, name = "prices.xlsx", limits = sheetLimits): Promise<RawRow[]> {
  return (await readSpreadsheet(file, name, "Prices", limits)).rows;
}

async function problemOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (isDomainError(error)) return `${error.code} ${error.message}`;
    throw error;
  }
  return "nothing was thrown";
}

function sheet(...rows: string[]): Buffer {
  return zip(
    workbook({ Prices: rows.map((cells, index) => `<row r="${index + 1}">${cells}</row>`).join("") }),
  );
}

function inline(ref: string, text: string): string {
  return `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
}

describe("workbooks made elsewhere", () => {
  test("inline strings, numbers, booleans, gaps in cells and rows", async () => {
    const xml = `<row r="1">${inline("A1", "MPN")}${inline("C1", " Price ")}</row><row r="3">${inline("A3", "A &amp; B")}<c r="B3" t="b"><v>1</v></c><c r="C3"><v>325.10000000000002</v></c></row>`;
    expect(await rowsOf(zip(workbook({ Prices: xml })))).toEqual([
      ["MPN", null, "Price"],
      [null, null, null],
      ["A & B", "TRUE", "325.1"],
    ]);
  });

  test("cells and rows that do not say where they are", async () => {
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const xml = `<row>${cell("MPN")}${cell("Price")}</row><row r="3"><c/>${cell("x")}<c r="D3"><v>1</v></c><c><v>2</v></c></row>`;
    expect(await rowsOf(zip(workbook({ Prices: xml })))).toEqual([
      ["MPN", "Price", null, null, null],
      [null, null, null, null, null],
      [null, "x", null, "1", "2"],
    ]);
  });

  test("shared strings", async () => {
    const cells = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>';
    expect(await rowsOf(zip(workbook({ Prices: cells }, ["Grüße", "日本"])))).toEqual([["日本", "Grüße"]]);
  });

  test("the sheet of the name is read, else the first", async () => {
    const other = `<row r="1">${inline("A1", "other")}</row>`;
    const prices = `<row r="1">${inline("A1", "prices")}</row>`;
    expect(await rowsOf(zip(workbook({ Info: other, Prices: prices })))).toEqual([["prices"]]);
    expect(await rowsOf(zip(workbook({ Sheet1: prices, Info: other })))).toEqual([["prices"]]);
  });

  test("a formula is its stored value", async () => {
    const file = sheet('<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>');
    expect(await rowsOf(file)).toEqual([["2", "ab"]]);
  });

  test.each([
    ['<c r="B1"><f>A1*1.1</f></c>', "=A1*1.1"],
    ['<c r="B1"><f>A1&amp;"x"</f><v></v></c>', '=A1&"x"'],
    ['<c r="B1"><f>A1</f><v/></c>', "=A1"],
    ['<c r="B1"><f t="shared" si="0"/></c>', "="],
    ['<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"],
    ['<c r="B1" t="e"><v>#N/A</v></c>', "#N/A"],
  ])("%s is not taken for an empty cell, which would clear a price", async (cell, text) => {
    expect(await rowsOf(sheet(`${inline("A1", "x")}${cell}${inline("C1", "y")}`))).toEqual([
      ["x", text, "y"],
    ]);
  });

  test("a formula whose stored value is empty text is empty, and its neighbours stay", async () => {
    const cells = `<c r="A1" s="0"/><c r="B1" t="str"><f>""</f><v></v></c>${inline("C1", "y")}`;
    expect(await rowsOf(sheet(cells.replace(' s="0"', "")))).toEqual([[null, null, "y"]]);
  });

  test("dates are ISO dates", async () => {
    const parts = workbook({ Prices: '<row r="1"><c r="A1" s="1"><v>46082</v></c></row>' });
    const styles =
      '<styleSheet><numFmts/><cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>';
    expect(await rowsOf(zip({ ...parts, "xl/styles.xml": styles }))).toEqual([["2026-03-01"]]);
  });
});

describe("files that are refused", () => {
  const good = sheet(inline("A1", "MPN"));

  test.each([
    ["empty.csv", Buffer.alloc(0), "the file is empty"],
    ["old.xls", Buffer.from("d0cf11e0a1b11ae1", "hex"), "an old workbook (.xls), or one with a password"],
    ["secret.xlsx", Buffer.from("d0cf11e0a1b11ae1", "hex"), "save it as .xlsx without a password"],
    ["prices.xlsx", Buffer.from("MPN,Price\n"), "is named .xlsx but is not a workbook"],
    ["prices.csv", good, "is named .csv but is a workbook"],
    ["prices.pdf", Buffer.from("%PDF-1.7"), "is named .pdf; .xlsx and .csv are allowed"],
    ["photo.csv", Buffer.from([0x89, 0x50, 0, 0, 1]), "neither a workbook nor a text file"],
    ["prices.xlsx", zip({ "a.txt": "hello" }), "is a ZIP file, but not a workbook"],
    ["prices.xlsx", zip({ "content.xml": "<x/>" }), "is an OpenDocument spreadsheet"],
    ["prices.xlsx", zip({ "xl/workbook.bin": "x" }), "is a binary workbook (.xlsb)"],
    ["prices.xlsx", zip(workbook({ Prices: "" })), "the sheet is empty"],
    ["prices.csv", Buffer.from("\n\n"), "the sheet is empty"],
  ])("%s: %#", async (name, file, message) => {
    expect(await problemOf(rowsOf(file, name))).toMatch(/^invalid uploaded_file: /);
    expect(await problemOf(rowsOf(file, name))).toContain(message);
  });

  test("a file cut off anywhere is refused in words, never read in part", async () => {
    const lengths = fc.integer({ min: 2, max: good.length - 1 });
    await fc.assert(
      fc.asyncProperty(lengths, async (length) => {
        expect(await problemOf(rowsOf(good.subarray(0, length)))).toMatch(
          /^invalid uploaded_file: the workbook is/,
        );
      }),
    );
  });

  test("a damaged part is refused", async () => {
    const parts = workbook({ Prices: "<row/>" });
    const broken = zip({ ...parts, "xl/workbook.xml": { content: parts["xl/workbook.xml"]!, crc: 1 } });
    expect(await problemOf(rowsOf(broken))).toContain("damaged: its part xl/workbook.xml cannot be unpacked");
    const odd = zip({ ...parts, "xl/workbook.xml": { content: parts["xl/workbook.xml"]!, method: 99 } });
    expect(await problemOf(rowsOf(odd))).toContain("packed in a way that is not understood (method 99)");
    const secret = zip({ ...parts, "xl/workbook.xml": { content: "x", flags: 1 } });
    expect(await problemOf(rowsOf(secret))).toContain("encrypted");
    const xml = zip({ ...parts, "xl/worksheets/sheet1.xml": "<worksheet><sheetData><row" });
    expect(await problemOf(rowsOf(xml))).toMatch(/^invalid uploaded_file: /);
    const lost = zip(workbook({ Prices: '<row r="1"><c r="A1" t="s"><v>7</v></c></row>' }));
    expect(await problemOf(rowsOf(lost))).toContain("the workbook cannot be read");
  });
});

describe("limits", () => {
  test("a workbook that unpacks to too much is refused before it is unpacked", async () => {
    const bomb = { content: Buffer.alloc(30_000_000, 32) };
    const file = zip({ ...workbook({ Prices: "" }), "xl/worksheets/sheet1.xml": bomb });
    expect(file.length).toBeLessThan(60_000);
    const limits = { ...sheetLimits, unpackedSize: 20_000_000 };
    expect(await problemOf(rowsOf(file, "bomb.xlsx", limits))).toMatch(
      /^limit uploaded_file: the workbook unpacks to 30 MB; at most 20 MB is allowed/,
    );
  });

  test("a workbook that hides its size is refused where it exceeds what it says", async () => {
    const bomb = { content: Buffer.alloc(30_000_000, 32), size: 1000 };
    const file = zip({ ...workbook({ Prices: "" }), "xl/worksheets/sheet1.xml": bomb });
    expect(await problemOf(rowsOf(file, "bomb.xlsx"))).toContain("sheet1.xml cannot be unpacked");
  });

  const small = { ...sheetLimits, fileSize: 2000, rows: 2, columns: 3, cellLength: 10 };

  test.each([
    ["rows", sheet(...[1, 2, 3, 4].map((n) => inline(`A${n}`, "x"))), "more than 2 rows"],
    ["columns", sheet(inline("D1", "x")), "at most 3 columns are allowed"],
    ["a stray cell far out", sheet(`${inline("A1", "x")}<c r="XFD1"><v>1</v></c>`), "column XFD"],
    [
      "a row that cannot be",
      zip(workbook({ Prices: `<row r="99999999">${inline("A99999999", "x")}</row>` })),
      "99999999",
    ],
    [
      "cell length",
      sheet(inline("A1", "12345678901")),
      "the cell A1 has 11 characters; at most 10 are allowed",
    ],
    ["file size", Buffer.alloc(2001, "PK"), "the file has 0 MB; at most 0 MB is allowed"],
  ])("%s", async (_, file, message) => {
    expect(await problemOf(rowsOf(file, "prices.xlsx", small))).toContain(message);
  });

  test("rows times columns", async () => {
    const rows = Array.from({ length: 4 }, (_, index) => inline(`A${index + 1}`, "x"));
    const limits = { ...sheetLimits, cells: 100 };
    expect(await problemOf(rowsOf(sheet(...rows, inline("AB5", "x")), "p.xlsx", limits))).toContain(
      "the sheet has 5 rows and 28 columns; at most 100 cells are allowed",
    );
  });

  test("formatted cells far out, without a value, do not count", async () => {
    const file = sheet(`${inline("A1", "x")}<c r="XFD1"/>`);
    expect(await rowsOf(file, "prices.xlsx", small)).toEqual([["x"]]);
  });

  test.each([
    ["rows", "a\nb\nc\nd", "more than 2 rows"],
    ["columns", "a,b,c,d", "row 1 has a value in column D; at most 3 columns are allowed"],
    ["cell length", "12345678901", "the cell A1 has 11 characters"],
    ["an endless record", `"${"x".repeat(40)}`, "is too long"],
  ])("of a CSV file: %s", async (_, text, message) => {
    expect(await problemOf(rowsOf(Buffer.from(text), "prices.csv", small))).toContain(message);
  });
});

describe("CSV", () => {
  const expected = [
    ["MPN", "Name", "Price"],
    ["AAA", "Acrobat, Pro\nfor teams", "1.234,50"],
    ["BBB", 'the "best"', null],
  ];
  const cell = (text: string | null) => `"${(text ?? "").replaceAll('"', '""')}"`;

  test.each([",", ";", "\t", "|"])("separated by %j", async (delimiter) => {
    const text = expected.map((row) => row.map(cell).join(delimiter)).join("\r\n");
    const read = await readSpreadsheet(Buffer.from(text), "p.csv", "Prices");
    expect(read).toEqual({ format: "csv", delimiter, rows: expected });
  });

  test.each(["\n", "\r\n", "\r"])("lines end with %j, the last one too", async (end) => {
    expect(await rowsOf(Buffer.from(`MPN;Price${end}AAA;12,5${end}`), "p.csv")).toEqual([
      ["MPN", "Price"],
      ["AAA", "12,5"],
    ]);
  });

  test("byte order marks and encodings", async () => {
    const text = "MPN,Größe\nA,1";
    const rows = [
      ["MPN", "Größe"],
      ["A", "1"],
    ];
    expect(await rowsOf(Buffer.from(`\uFEFF${text}`), "p.csv")).toEqual(rows);
    expect(await rowsOf(Buffer.from(text, "latin1"), "p.csv")).toEqual(rows);
    expect(await rowsOf(Buffer.from(`\uFEFF${text}`, "utf16le"), "p.txt")).toEqual(rows);
  });

  test("a comma in a quoted title does not decide, and Excel's own first line is no row", async () => {
    expect(await rowsOf(Buffer.from('"a,b,c";d\n1;2'), "p.csv")).toEqual([
      ["a,b,c", "d"],
      ["1", "2"],
    ]);
    expect(await rowsOf(Buffer.from("sep=|\r\nMPN|Price"), "p.csv")).toEqual([["MPN", "Price"]]);
  });

  test("blank lines keep their numbers, short rows are short", async () => {
    expect(await rowsOf(Buffer.from("a,b\n\n1"), "p.csv")).toEqual([["a", "b"], [null], ["1"]]);
  });

  test.each([
    ['MPN,Price\nAAA,"12', "a quoted cell is not closed"],
    ['MPN,Price\nAA"A,12', "line 2 cannot be read"],
  ])("%j is refused with its line", async (text, message) => {
    expect(await problemOf(rowsOf(Buffer.from(text), "p.csv"))).toContain(message);
  });
});

const texts = fc
  .string({ unit: "grapheme", maxLength: 12 })
  .map((text) => text.replace(/[\p{Cc}\p{Cs}\uFFFD\uFFFE\uFFFF]/gu, "").trim())
  .filter((text) => text !== "" && text.length < 30);
const risky = texts.map((text) => `=${text}`);
const cells = fc.oneof(
  texts,
  risky,
  fc.constant(null),
  fc.constantFrom("_x0041_", "a\nb", "'-x", "<&>\"'"),
  fc.bigInt({ min: 1n, max: 999_999_999_999_999n }).map((number) => ({ number: String(number) })),
);
const tables = fc.array(fc.tuple(fc.constant("id"), cells, cells, fc.constant("end")), {
  minLength: 1,
  maxLength: 6,
});

function plain(rows: SheetRow[]): RawRow[] {
  return rows.map((row) =>
    row.map((cell) => (cell === null || typeof cell === "string" ? cell : cell.number)),
  );
}

describe("what we write", () => {
  test("reads back as it was, as a workbook and as CSV, and holds nothing that starts a formula", async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const xlsx = await writeXlsx([{ name: "Prices", widths: [10], rows }]);
        for (const [file, name] of [
          [xlsx, "p.xlsx"],
          [writeCsv(rows), "p.csv"],
          [writeCsv(rows, ";"), "p.csv"],
        ] as const) {
          const read = await rowsOf(file, name);
          expect(read.flat().filter((cell) => /^[=+@]/.test(cell ?? ""))).toEqual([]);
          expect(read.map((row) => row.map((cell) => cell && readableText(cell)))).toEqual(plain(rows));
        }
      }),
      { numRuns: 60 },
    );
  });

  test("amounts are number cells with their decimals, and longer ones text", async () => {
    const rows: SheetRow[] = [
      ["a"],
      [{ number: "300.00" }],
      [{ number: "0.00000001" }],
      [{ number: "1234567890.1234567" }],
    ];
    const file = await writeXlsx([{ name: "Prices", widths: [10], rows }]);
    expect(await rowsOf(Buffer.from(file))).toEqual([["a"], ["300"], ["0.00000001"], ["1234567890.1234567"]]);
  });
});
