import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Refusal, root, run, runMain, say, switchToProjectNode } from "./lib.mjs";

// `npm run bench [-- --only <name>]`: the budgets of the design as ratios within one run. Writes scripts/bench/results.json
// and the table in the README. A new entry is one file in scripts/bench/entries.
const folder = join(root, "scripts/bench");
const results = join(folder, "results.json");
const names = readdirSync(join(folder, "entries")).map((file) => basename(file, ".ts"));

/** @typedef {{ name: string, value: number, unit: string, budget?: number, detail: string }} Measure */
/** @typedef {{ title: string, at: string, machine: string, measures: Measure[] }} Result */

runMain(async () => {
  await switchToProjectNode(fileURLToPath(import.meta.url));
  const chosen = chosenEntries(process.argv.slice(2));
  const { isBuildCurrent } = await import("./build-stamp.mjs");
  if (!isBuildCurrent()) {
    say("building…");
    const { code, output } = await run("node", ["scripts/build.mjs"], { quiet: true });
    if (code !== 0) throw new Refusal(`the build failed.\n${output}`);
  }
  let missed = 0;
  for (const name of chosen) {
    const result = await measure(name);
    if ("skipped" in result) {
      say(`${name} was skipped: ${result.skipped}.`);
      continue;
    }
    keep(name, result);
    show(name, result);
    missed += result.measures.filter((each) => !isWithin(each)).length;
  }
  writeTable();
  say(missed === 0 ? "all budgets are met." : `${missed} of the budgets are missed.`);
});

/** @param {string[]} args */
function chosenEntries(args) {
  const only = args.flatMap((arg, n) => (args[n - 1] === "--only" ? arg.split(",") : []));
  const unknown = only.find((name) => !names.includes(name));
  if (unknown || args.some((arg, n) => arg !== "--only" && args[n - 1] !== "--only")) {
    throw new Refusal(`Usage: npm run bench [-- --only <name>[,<name>…]]; names: ${names.join(", ")}`);
  }
  return only.length > 0 ? only : names;
}

/**
 * Runs one entry in a process and a database of its own.
 * @param {string} name
 * @returns {Promise<Result | { skipped: string }>}
 */
async function measure(name) {
  const place = mkdtempSync(join(tmpdir(), "channelbook-bench-"));
  const output = join(place, "measures.json");
  const env = {
    DATABASE_URL: `file:${join(place, "bench.db")}`,
    CHANNELBOOK_SECRET: "a secret of benchmarks, so that they write no file of it",
    LOG_LEVEL: "warn",
  };
  try {
    const migrated = await run("node", ["--import", "tsx", "scripts/migrate.ts"], { env, quiet: true });
    if (migrated.code !== 0) throw new Refusal(`the database could not be made.\n${migrated.output}`);
    const args = ["--expose-gc", "--import", "tsx", "scripts/bench/run-entry.ts"];
    const done = await run("node", [...args, join(folder, "entries", `${name}.ts`), output], { env });
    if (done.code !== 0 || !existsSync(output)) throw new Refusal(`${name} could not be measured.`);
    const { title, measures, skipped } = JSON.parse(readFileSync(output, "utf8"));
    if (skipped) return { skipped };
    const [cpu] = cpus();
    return {
      title,
      at: new Date().toISOString(),
      machine: `${cpus().length} × ${cpu?.model.trim()}`,
      measures,
    };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** @returns {Record<string, Result>} */
function kept() {
  return existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : {};
}

/**
 * @param {string} name
 * @param {Result} result
 */
function keep(name, result) {
  const all = Object.entries({ ...kept(), [name]: result }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(results, `${JSON.stringify(Object.fromEntries(all), undefined, 2)}\n`);
}

/** @param {Measure} measure */
function isWithin({ value, budget }) {
  return budget === undefined || value <= budget;
}

/**
 * @param {number} value
 * @param {string} unit
 */
function shown(value, unit) {
  const text = value >= 100 ? Math.round(value).toLocaleString("en-US") : value.toFixed(2);
  return unit === "×" ? `${text} ×` : `${text} ${unit}`;
}

/**
 * @param {string} name
 * @param {Result} result
 */
function show(name, { title, measures }) {
  console.log(`\n${name}: ${title}`);
  for (const each of measures) {
    const mark = each.budget === undefined ? " " : isWithin(each) ? "✓" : "✗";
    const budget = each.budget === undefined ? "" : ` (budget ${shown(each.budget, each.unit)})`;
    console.log(`  ${mark} ${each.name}: ${shown(each.value, each.unit)}${budget}: ${each.detail}`);
  }
}

/** Puts all results that are kept into the README, between its two marks. */
function writeTable() {
  const file = join(root, "README.md");
  const rows = Object.values(kept()).flatMap(({ title, measures }) =>
    measures.map((each, n) => {
      const budget = each.budget === undefined ? "" : `≤ ${shown(each.budget, each.unit)}`;
      const verdict = each.budget === undefined ? "" : isWithin(each) ? "met" : "**missed**";
      return `| ${n === 0 ? title : ""} | ${each.name} | ${shown(each.value, each.unit)} | ${budget} | ${verdict} |`;
    }),
  );
  const table = ["| | measured | result | budget | |", "| --- | --- | --- | --- | --- |", ...rows].join("\n");
  const readme = readFileSync(file, "utf8");
  const marks = /(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/;
  if (!marks.test(readme))
    throw new Refusal("README.md has lost the marks of the table: <!-- bench --> and <!-- /bench -->.");
  writeFileSync(
    file,
    readme.replace(marks, (_, start, end) => `${start}\n${table}\n\n${end}`),
  );
}
