import { compareVersions } from "@/lib/services/pricing/compare";
import { type BenchEntry, grouped } from "../entry";
import { fastest, ratio, withoutBudget } from "../timing";
import { aList, aProduct, aVendor, raw } from "../world";

const points = 100_000;
const cells = ["price", "st0p", "st1p", "st2p"] as const;

/** Every point in both versions; both have the same items. */
const joined = `select ${cells.map((cell, n) => `a.${cell} as f${n}, b.${cell} as t${n}`).join(", ")}, a.item_id
  from price_point a join price_point b on b.version_id = @to and b.item_id = a.item_id where a.version_id = @from`;

/** How many cells changed, in one pass. */
const counting = `select ${cells.map((_, n) => `sum(f${n} <> t${n})`).join(" + ")} from (${joined})`;

/** The page of the largest changes in per cent. */
const paging = `with pairs as (${joined})
  select * from (${cells.map((_, n) => `select item_id, ${n} as place, f${n} as f, t${n} as t from pairs`).join(" union all ")})
  order by abs(t - f) * 1.0 / f desc, item_id, place limit 50`;

export const entry: BenchEntry = {
  title: `Comparing two versions of ${grouped(points)} points, first page`,
  async run() {
    const vendor = await aVendor();
    const productId = await aProduct(vendor, points);
    const { versionId: from } = await aList(vendor, productId, "Before");
    const { versionId: to } = await aList(vendor, productId, "After");
    raw((handle) =>
      handle.prepare("update price_point set st0p = price * 2 + rowid % 97 where version_id = ?").run(to),
    );
    const { handle, close } = raw.open();
    const [count, page] = [handle.prepare(counting).pluck(), handle.prepare(paging)];
    const ids = { from, to };
    const compared = () => compareVersions(vendor, { from, to, limit: 50, offset: 0 });
    const { summary, rows } = await compared();
    if (summary.changed !== count.get(ids) || rows.length !== page.all(ids).length) {
      throw new Error("The service and the statements by hand find different changes.");
    }
    const best = await fastest(
      {
        service: compared,
        joins: () => [count.get(ids), page.all(ids)],
        join: () => count.get(ids),
      },
      { rounds: 7 },
    );
    close();
    return [
      withoutBudget(
        ratio("counts, medians and page, against raw joins for counts and page", best.service, best.joins, 0),
      ),
      withoutBudget(ratio("the same, against one raw join that counts", best.service, best.join, 0)),
    ];
  },
};
