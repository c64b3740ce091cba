import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { closeDatabase } from "@/db/client";
import { stopProcess } from "@/lib/services/process";
import type { BenchEntry } from "./entry";

// One entry in this process: its measures go into the file named last.
const [file = "", output = ""] = process.argv.slice(2);
const { entry } = (await import(pathToFileURL(file).href)) as { entry: BenchEntry };
const done = await entry.run();
writeFileSync(
  output,
  JSON.stringify({ title: entry.title, ...("skipped" in done ? done : { measures: done }) }),
);
await stopProcess();
await closeDatabase();
process.exit(0);
