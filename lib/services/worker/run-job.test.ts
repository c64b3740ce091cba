import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ExportPoint, PriceRowVerdict, PriceSheetInfo } from "@/lib/domain/price-sheet";
import { readSpreadsheet } from "../spreadsheet/read";
import { writeCsv, writeXlsx } from "../spreadsheet/write";
import { createPool, type PoolOptions } from "./pool";
import { runJob } from "./run-job";

const context = {
  columns: [
    { id: "price", name: "Price" },
    { id: "st0p", name: "Suggested T0 Price" },
  ],
  currency: "USD",
  scale: 2,
};
const info: PriceSheetInfo = {
  list: { id: "PL-1", name: "List" },
  version: { id: "PLV-1-0001", number: 1, status: "draft" },
  currency: "USD",
  exportedAt: "2026-03-01T00:00:00+00:00",
  frozenAt: null,
};

function points(count: number): ExportPoint[] {
  return Array.from({ length: count }, (_, index) => ({
    itemId: `PRD-1-${index}`,
    mpn: `M${index}`,
    name: `=Item ${index}`,
    product: "Product",
    values: { price: BigInt(index), st0p: index % 2 === 0 ? null : 36500n },
  }));
}

async function verdictsOf(file: Uint8Array<ArrayBuffer>, name: string, of: ExportPoint[]) {
  const rows: PriceRowVerdict[] = [];
  const batches: number[] = [];
  const progress: number[] = [];
  const result = await runJob(
    "parse-price-sheet",
    { file, name, context },
    {
      feed: [of],
      onRows: (given) => {
        batches.push(given.length);
        rows.push(...given);
      },
      onProgress: (percent) => progress.push(percent),
    },
  );
  return { rows, result, batches, progress };
}

describe("the worker thread", () => {
  test.each(["xlsx", "csv"] as const)(
    "a version written as %s and imported again changes nothing",
    async (format) => {
      const given = points(2500);
      const written = await runJob("write-price-sheet", { context, info, format }, { feed: [given] });
      expect(written.format).toBe(format);
      const { rows, result, batches, progress } = await verdictsOf(written.file, `p.${format}`, given);
      expect(result).toEqual({ rows: 2500, changed: 0, unchanged: 2500, cleared: 0, failed: 0 });
      expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 2500 }, (_, index) => index + 2));
      expect(batches).toEqual([2000, 500]);
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
    },
  );

  test("verdicts cross with their exact values", async () => {
    const file = new Uint8Array(
      writeCsv([
        ["MPN", "Price"],
        ["M1", "12.34"],
        ["M2", ""],
        ["nobody", "1"],
        ["M3", "x"],
      ]),
    );
    const { rows, result } = await verdictsOf(file, "p.csv", points(5));
    expect(rows).toMatchObject([
      { row: 2, itemId: "PRD-1-1", verdict: "changed", values: { price: 1234n } },
      { row: 3, itemId: "PRD-1-2", verdict: "cleared", values: { price: null } },
      { row: 4, itemId: null, verdict: "failed" },
      { row: 5, itemId: "PRD-1-3", verdict: "failed", cells: [{ column: "Price", value: "x" }] },
    ]);
    expect(result).toEqual({ rows: 4, changed: 1, unchanged: 0, cleared: 1, failed: 2 });
  });

  test("the caller keeps its bytes", async () => {
    const file = new Uint8Array(
      writeCsv([
        ["MPN", "Price"],
        ["M1", "1"],
      ]),
    );
    const before = file.slice();
    await verdictsOf(file, "p.csv", points(2));
    expect(file).toEqual(before);
  });

  test("items are judged, and any table is written", async () => {
    const file = new Uint8Array(
      writeCsv([
        ["ID", "MPN", "Action"],
        ["", "A", "delete"],
      ]),
    );
    const verdicts: unknown[] = [];
    const result = await runJob(
      "parse-item-sheet",
      { file, name: "i.csv" },
      { onRows: (rows) => void verdicts.push(...rows) },
    );
    expect(result).toMatchObject({ rows: 1, failed: 1 });
    expect(verdicts).toMatchObject([{ row: 2, mpn: "A", verdict: "failed" }]);
    const table = { name: "Changes", widths: [10], rows: [["a", "b"]] };
    const written = await runJob(
      "write-sheet",
      { format: "xlsx", table },
      { feed: [[["=1", { number: "2.50" }]]] },
    );
    const read = await readSpreadsheet(written.file, "t.xlsx", "Changes");
    expect(read.rows).toEqual([
      ["a", "b"],
      ["'=1", "2.5"],
    ]);
  });

  test("the report is the upload with a verdict column, again and again", async () => {
    const upload = await writeXlsx([
      {
        name: "Prices",
        widths: [9],
        rows: [
          ["MPN", "Price"],
          ["007", { number: "1.5" }],
          ["=x", "y"],
        ],
      },
    ]);
    const input = { sheetName: "Prices", title: "Verdict", numberColumns: ["Price"] };
    const first = await runJob(
      "write-report",
      { ...input, file: new Uint8Array(upload), name: "p.xlsx" },
      {
        feed: [
          [
            { row: 2, text: "changed" },
            { row: 3, text: "failed" },
          ],
        ],
      },
    );
    const again = await runJob(
      "write-report",
      { ...input, file: first.file, name: "p.xlsx" },
      { feed: [[{ row: 3, text: "changed" }]] },
    );
    expect((await readSpreadsheet(first.file, "p.xlsx", "Prices")).rows).toEqual([
      ["MPN", "Price", "Verdict"],
      ["007", "1.5", "changed"],
      ["'=x", "y", "failed"],
    ]);
    expect((await readSpreadsheet(again.file, "p.xlsx", "Prices")).rows[2]).toEqual(["'=x", "y", "changed"]);
  });

  test("what the job refuses arrives as the same error", async () => {
    const input = { file: new Uint8Array(Buffer.from("MPN,Colour\n")), name: "p.csv", context };
    await expect(runJob("parse-price-sheet", input)).rejects.toMatchObject({
      name: "DomainError",
      code: "invalid",
      issues: [{ path: "uploaded_file", message: expect.stringContaining("unknown column “Colour” (B)") }],
    });
    await expect(runJob("parse-price-sheet", { ...input, name: "p.pdf" })).rejects.toThrow(/is named .pdf/);
  });

  test("what the caller throws ends the job, and the next one runs", async () => {
    const file = new Uint8Array(
      writeCsv([
        ["MPN", "Price"],
        ["M1", "5"],
      ]),
    );
    const input = { file, name: "p.csv", context };
    const failing = runJob("parse-price-sheet", input, {
      feed: [points(2)],
      onRows: () => {
        throw new Error("the database is gone");
      },
    });
    const after = runJob("parse-price-sheet", input, { feed: [points(2)] });
    await expect(failing).rejects.toThrow("the database is gone");
    expect(await after).toMatchObject({ rows: 1, changed: 1 });
  });
});

describe("the pool", () => {
  let folder = "";
  let file = "";
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "channelbook-worker-"));
    file = path.join(folder, "worker.mjs");
    const source = `import { parentPort } from "node:worker_threads";
      const row = (n) => Array.from({ length: 100 }, (_, i) => "cell " + n + i);
      parentPort.on("message", ({ job, kind, input }) => {
        if (kind === "hang") for (;;);
        if (kind === "eat") { const all = []; for (;;) all.push(row(all.length)); }
        if (kind === "crash") throw new Error("bang");
        if (kind === "exit") process.exit(3);
        if (kind === "wait") return;
        parentPort.postMessage({ type: "done", job, result: input });
      });`;
    writeFileSync(file, source);
  });
  afterAll(() => rm(folder, { recursive: true }));

  function pool(over: Partial<PoolOptions> = {}) {
    return createPool({
      file: async () => file,
      memory: 64,
      deadline: 30_000,
      queue: 5,
      idle: 10_000,
      ...over,
    });
  }

  test.each([
    ["hang", { deadline: 300 }, /longer than 1 s; split it/],
    ["eat", {}, /more than 64 MB of memory; use CSV/],
    ["crash", {}, /bang/],
    ["exit", {}, /ended with code 3/],
  ])(
    "a job that does %s fails in words, and the next one runs in a new thread",
    async (kind, over, message) => {
      const made = pool(over);
      const bad = made.run({ kind, input: 0 });
      const good = made.run({ kind: "echo", input: 7 });
      await expect(bad).rejects.toThrow(message);
      expect(await good).toBe(7);
      await made.close();
    },
  );

  test("a limit is told as one", async () => {
    const made = pool({ deadline: 200 });
    await expect(made.run({ kind: "wait", input: 0 })).rejects.toMatchObject({
      code: "limit",
      reason: "too_large",
    });
    await made.close();
  });

  test("jobs run in their order; too many are refused", async () => {
    const made = pool({ queue: 2 });
    const order: unknown[] = [];
    const jobs = [1, 2].map((input) =>
      made.run({ kind: "echo", input }).then((result) => order.push(result)),
    );
    await expect(made.run({ kind: "echo", input: 3 })).rejects.toMatchObject({
      code: "limit",
      reason: "too_many_requests",
    });
    await Promise.all(jobs);
    expect(order).toEqual([1, 2]);
    await made.close();
  });

  test("closing ends the running job and those that wait, and refuses new ones", async () => {
    const made = pool();
    const running = made.run({ kind: "wait", input: 0 });
    const waiting = made.run({ kind: "echo", input: 0 });
    const both = Promise.allSettled([running, waiting]);
    await new Promise(setImmediate);
    await made.close();
    for (const outcome of await both)
      expect(outcome).toMatchObject({ status: "rejected", reason: { code: "conflict" } });
    await expect(made.run({ kind: "echo", input: 0 })).rejects.toThrow(/stopping/);
  });

  test("a bundle that cannot be made fails the job, not the pool", async () => {
    let isBroken = true;
    const made = pool({
      file: async () => {
        if (!isBroken) return file;
        isBroken = false;
        throw new Error("no bundle");
      },
    });
    await expect(made.run({ kind: "echo", input: 1 })).rejects.toThrow("no bundle");
    expect(await made.run({ kind: "echo", input: 2 })).toBe(2);
    await made.close();
  });
});
