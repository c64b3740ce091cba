import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { BenchEntry, Measure } from "../entry";
import { aServer } from "../server";

const starts = 5;
const build = path.resolve(process.env.NEXT_DIST_DIR || ".next");

export const entry: BenchEntry = {
  title: "The built app",
  async run() {
    const spent: number[] = [];
    const memory: number[] = [];
    for (let n = 0; n < starts; n++) {
      const start = performance.now();
      const server = await aServer();
      const answer = await fetch(`${server.address}/readyz`);
      spent.push(performance.now() - start);
      if (!answer.ok) throw new Error("The server is not ready.");
      await sleep(1000);
      memory.push(server.memory());
      await server.stop();
    }
    return [
      {
        name: "cold start, until /readyz answers",
        value: Math.min(...spent),
        unit: "ms",
        budget: 1500,
        detail: `the fastest of ${starts}, migrations looked at included`,
      },
      {
        name: "resident memory after start",
        value: Math.min(...memory),
        unit: "MB",
        budget: 200,
        detail: "one second after the first answer",
      },
      scripts(),
    ];
  },
};

/** The most JavaScript that a page can load when it is opened, compressed as a proxy would. */
function scripts(): Measure {
  const manifest = JSON.parse(readFileSync(path.join(build, "build-manifest.json"), "utf8"));
  const sizes = new Map<string, number>();
  const sizeOf = (file: string) => {
    const known = sizes.get(file) ?? gzipSync(readFileSync(path.join(build, file))).length;
    sizes.set(file, known);
    return known;
  };
  const pages = pageManifests(path.join(build, "server/app")).map((file) => {
    const chunks = readFileSync(file, "utf8").matchAll(/\/_next\/(static\/chunks\/[\w.~-]+\.js)/g);
    const all = new Set([...manifest.rootMainFiles, ...Array.from(chunks, ([, chunk]) => chunk)]);
    const bytes = [...all].reduce((sum, chunk) => sum + sizeOf(chunk), 0);
    return { page: path.relative(path.join(build, "server/app"), path.dirname(file)), bytes };
  });
  pages.sort((a, b) => b.bytes - a.bytes);
  const [most] = pages;
  const median = pages[Math.floor(pages.length / 2)];
  return {
    name: "JavaScript of a page, compressed",
    value: (most?.bytes ?? 0) / 1000,
    unit: "kB",
    budget: 170,
    detail: `/${most?.page}; half of the ${pages.length} pages have at most ${Math.round((median?.bytes ?? 0) / 1000)} kB`,
  };
}

function pageManifests(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) return pageManifests(file);
    return name === "page_client-reference-manifest.js" ? [file] : [];
  });
}
