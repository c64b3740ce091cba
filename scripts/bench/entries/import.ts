import { setTimeout as sleep } from "node:timers/promises";
import { readSheet } from "read-excel-file/universal";
import { writeXlsx } from "@/lib/services/spreadsheet/write";
import { type BenchEntry, grouped, type Measure, ms } from "../entry";
import { aServer } from "../server";
import { percentile, ratio, timed } from "../timing";
import { aList, aProduct, aVendor, raw } from "../world";

const rows = 100_000;
const rounds = 3;
/** Between two requests of the client that goes on meanwhile. */
const pause = 10;

export const entry: BenchEntry = {
  title: `Import of ${grouped(rows)} rows of XLSX, until applied`,
  async run() {
    const vendor = await aVendor();
    const { versionId } = await aList(vendor, await aProduct(vendor, rows));
    const server = await aServer();
    const imports: number[] = [];
    const baselines: number[] = [];
    const latencies: number[] = [];
    let memory = 0;
    // Warms the server's routes and the library up alike.
    await imported(server, versionId, await workbook(1));
    for (let round = 1; round <= rounds; round++) {
      const file = await workbook(round + 1);
      baselines.push(await baseline(file));
      const before = server.memory();
      const done = await imported(server, versionId, file);
      imports.push(done.spent);
      latencies.push(...done.latencies);
      memory = Math.max(memory, done.peak - before);
      baselines.push(await baseline(file));
    }
    await server.stop();
    return measures(imports, baselines, latencies, memory);
  },
};

function measures(imports: number[], baselines: number[], latencies: number[], memory: number): Measure[] {
  const p99 = percentile(latencies, 0.99);
  return [
    ratio("against reading with the library + a raw insert", Math.min(...imports), Math.min(...baselines), 2),
    {
      name: "memory of the import",
      value: memory,
      unit: "MB",
      budget: 450,
      detail: `the most that the server's resident memory grew in ${rounds} imports`,
    },
    {
      name: "other requests meanwhile, p99",
      value: p99,
      unit: "ms",
      budget: 100,
      detail: `${latencies.length} requests for a page of price lists; half below ${ms(percentile(latencies, 0.5))}`,
    },
  ];
}

/** Every price of the version, changed by so many units. */
async function workbook(shift: number): Promise<Uint8Array<ArrayBuffer>> {
  const points = raw((handle) =>
    handle
      .prepare(
        `select i.mpn, i.name, p.price, p.st0p, p.st1p, p.st2p from price_point p join item i on i.id = p.item_id order by i.id`,
      )
      .raw()
      .all(),
  ) as [string, string, number, number, number, number][];
  const amount = (units: number) => ({ number: ((units + shift) / 100).toFixed(2) });
  const header = ["MPN", "Name", "Price", "Suggested T0 Price", "Suggested T1 Price", "Suggested T2 Price"];
  const table = points.map(([mpn, name, ...units]) => [mpn, name, ...units.map(amount)]);
  return new Uint8Array(await writeXlsx([{ name: "Prices", widths: [], rows: [header, ...table] }]));
}

/** Reading the file with the library, and inserting its rows by one prepared statement in one transaction. */
function baseline(file: Uint8Array<ArrayBuffer>): Promise<number> {
  raw((handle) =>
    handle.exec(`drop table if exists raw_price; create table raw_price (mpn text primary key, name text,
      price integer, st0p integer, st1p integer, st2p integer)`),
  );
  return timed(async () => {
    const [, ...table] = await readSheet(file.slice().buffer, "Prices");
    raw((handle) => {
      const insert = handle.prepare("insert into raw_price values (?, ?, ?, ?, ?, ?)");
      handle.transaction(() => {
        for (const [mpn, name, ...amounts] of table) {
          insert.run(String(mpn), String(name), ...amounts.map((value) => Math.round(Number(value) * 100)));
        }
      })();
    });
  });
}

type Server = Awaited<ReturnType<typeof aServer>>;

async function imported({ call, memory }: Server, versionId: string, file: Uint8Array<ArrayBuffer>) {
  const path = `pricing/versions/${versionId}/adjustments`;
  const form = new FormData();
  form.set("uploaded_file", new File([file], "prices.xlsx"));
  let running = true;
  let peak = 0;
  const latencies: number[] = [];
  const others = (async () => {
    while (running) {
      latencies.push(await timed(() => call("GET", "pricing/lists?limit=10")));
      peak = Math.max(peak, memory());
      await sleep(pause);
    }
  })();
  const spent = await timed(async () => {
    const { id } = (await call("POST", path, form)) as { id: string };
    for (;;) {
      const { status, error_detail: error } = (await call("GET", `${path}/${id}`)) as Record<string, string>;
      if (status === "success") return;
      if (status !== "processing") throw new Error(`The import ended ${status}: ${error}`);
      await sleep(pause);
    }
  });
  running = false;
  await others;
  return { spent, latencies, peak };
}
