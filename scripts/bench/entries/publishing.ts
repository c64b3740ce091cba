import { database } from "@/db/client";
import { scheduleVersion, unscheduleVersion, versionReadiness } from "@/lib/services/pricing/versions";
import { type BenchEntry, grouped, type Measure, ms } from "../entry";
import { fastest, ratio } from "../timing";
import { aList, aProduct, aVendor, raw } from "../world";

const sizes = [1_000, 100_000] as const;

/** What readiness counts, in one statement by hand. */
const statement = `select count(*), sum(price is not null or st0p is not null or st1p is not null or st2p is not null),
  sum(price is null or st0p is null or st1p is null or st2p is null),
  sum(price = 0 or st0p = 0 or st1p = 0 or st2p = 0), sum(st0p < price) from price_point where version_id = ?`;

export const entry: BenchEntry = {
  title: "Publishing a version",
  async run() {
    const vendor = await aVendor();
    const spent: number[] = [];
    const readiness: Measure[] = [];
    for (const size of sizes) {
      const { versionId } = await aList(vendor, await aProduct(vendor, size, `Product of ${size}`));
      if (size === sizes[1]) readiness.push(await readinessOf(vendor, versionId));
      spent.push(await fastestTransaction(vendor, versionId));
    }
    const [small = 0, large = 0] = spent;
    const flat = ratio(
      `the transaction that schedules ${grouped(sizes[1])} points, against ${grouped(sizes[0])}`,
      large,
      small,
      1.5,
    );
    return [{ ...flat, detail: `${ms(large)} against ${ms(small)}` }, ...readiness];
  },
};

/** With every finding it has, against a statement that counts the same. */
async function readinessOf(vendor: Awaited<ReturnType<typeof aVendor>>, versionId: string): Promise<Measure> {
  const { handle, close } = raw.open();
  const prepared = handle.prepare(statement);
  const best = await fastest({
    service: () => versionReadiness(vendor, { id: versionId }),
    byHand: () => prepared.get(versionId),
  });
  close();
  return ratio(
    `readiness of ${grouped(sizes[1])} points, against its raw query`,
    best.service,
    best.byHand,
    2,
  );
}

/** How long the transaction of scheduling takes, readiness apart. */
async function fastestTransaction(
  vendor: Awaited<ReturnType<typeof aVendor>>,
  versionId: string,
): Promise<number> {
  const db = database();
  const begin = db.transaction;
  let last = 0;
  db.transaction = async (work) => {
    const start = performance.now();
    try {
      return await begin(work);
    } finally {
      last = performance.now() - start;
    }
  };
  let best = Number.POSITIVE_INFINITY;
  for (let n = 1; n <= 20; n++) {
    await scheduleVersion(vendor, { id: versionId, start_at: new Date(Date.now() + n * 86_400_000) });
    best = Math.min(best, last);
    await unscheduleVersion(vendor, { id: versionId });
  }
  db.transaction = begin;
  return best;
}
