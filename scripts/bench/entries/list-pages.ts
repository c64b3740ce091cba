import { database } from "@/db/client";
import { findPointsAfter } from "@/db/price-point-rows";
import { everything, parseListQuery } from "@/lib/domain/rql";
import { listPoints, pointSource } from "@/lib/services/pricing/points";
import { getVersion } from "@/lib/services/pricing/versions";
import { type BenchEntry, grouped } from "../entry";
import { fastest, ratio } from "../timing";
import { aList, aProduct, aVendor, raw } from "../world";

const sizes = [1_000, 1_000_000] as const;

export const entry: BenchEntry = {
  title: `Pages of 50 prices at ${sizes.map(grouped).join(" and ")} rows`,
  async run() {
    const vendor = await aVendor();
    const [small, large] = [await pagesOf(vendor, sizes[0]), await pagesOf(vendor, sizes[1])];
    const rows = await fastest(
      { first: small.first, firstOfMany: large.first, middle: small.middle, middleOfMany: large.middle },
      { rounds: 20, repeat: 20 },
    );
    const totals = await fastest({ total: large.total, count: large.count }, { rounds: 10 });
    large.close();
    small.close();
    const many = `${grouped(sizes[1])} rows against ${grouped(sizes[0])}`;
    return [
      ratio(`the rows of the first page, ${many}`, rows.firstOfMany, rows.first, 1.5),
      ratio(`the rows of a page in the middle, ${many}`, rows.middleOfMany, rows.middle, 1.5),
      ratio(
        `the total of ${grouped(sizes[1])} rows, against a raw count(*)`,
        totals.total,
        totals.count,
        1.2,
      ),
    ];
  },
};

async function pagesOf(vendor: Awaited<ReturnType<typeof aVendor>>, size: number) {
  const productId = await aProduct(vendor, size, `Product of ${size}`);
  const { versionId } = await aList(vendor, productId);
  const source = pointSource(vendor, await getVersion(vendor, { id: versionId }));
  const page = (after: string) => () => findPointsAfter(database(), source, everything, { after, limit: 50 });
  const { handle, close } = raw.open();
  const counted = handle.prepare("select count(*) from price_point where version_id = ?");
  const ids = handle
    .prepare("select item_id from price_point where version_id = ? order by item_id limit 1 offset ?")
    .pluck();
  return {
    first: page(""),
    middle: page(String(ids.get(versionId, Math.floor(size / 2)))),
    total: () => listPoints(vendor, { versionId, query: parseListQuery("limit=0") }),
    count: () => counted.get(versionId),
    close,
  };
}
