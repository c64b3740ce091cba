/** One number of a benchmark and its budget (DESIGN §10). At most the budget is good. */
export type Measure = {
  /** What was measured, e.g. "100,000 rows, until applied". */
  name: string;
  value: number;
  unit: "×" | "ms" | "MB" | "kB";
  /** Absent where the number only explains another one. */
  budget?: number;
  /** What the number is made of, in words: "1,210 ms against 640 ms". */
  detail: string;
};

/** Why an entry cannot run on this machine: a sentence for people. What was measured before stays. */
export type Skipped = { skipped: string };

/** One file of `entries/`: run in a process of its own, over a new SQLite database that is migrated and empty. */
export type BenchEntry = {
  /** One sentence for the table. */
  title: string;
  run: () => Promise<Measure[] | Skipped>;
};

/** A duration for people. */
export function ms(milliseconds: number): string {
  return `${milliseconds < 10 ? milliseconds.toFixed(2) : Math.round(milliseconds).toLocaleString("en-US")} ms`;
}

/** A count for people. */
export function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
