import { changePrices } from "@/lib/services/pricing/bulk-change";
import { type BenchEntry, grouped } from "../entry";
import { fastest, ratio, withoutBudget } from "../timing";
import { aList, aProduct, aVendor, raw } from "../world";

const points = 100_000;
const rounds = 3;

export const entry: BenchEntry = {
  title: `Bulk change of ${grouped(points)} points`,
  async run() {
    const vendor = await aVendor();
    const productId = await aProduct(vendor, points);
    const { versionId } = await aList(vendor, productId, "Changed by the product");
    const { versionId: byHandId } = await aList(vendor, productId, "Changed by hand");
    const { handle, close } = raw.open();
    const update = handle.prepare(
      "update price_point set price = price + 1, revision = revision + 1 where version_id = ?",
    );
    const change = (dry_run: boolean) => async () => {
      const operation = { kind: "add", value: "0.01" } as const;
      const asked = { attributes: ["price"], where: null, operation, dry_run };
      const { counts } = await changePrices(vendor, { versionId, change: asked });
      if (counts.changed !== points) throw new Error(`${counts.changed} prices were changed`);
    };
    const byHand = () => {
      const { changes } = handle.transaction(() => update.run(byHandId))();
      if (changes !== points) throw new Error(`${changes} points were changed by hand`);
    };
    const best = await fastest({ service: change(false), preview: change(true), byHand }, { rounds });
    close();
    const name = "applied and kept for undo, against a raw update of the same cells";
    return [
      withoutBudget(ratio(name, best.service, best.byHand, 0)),
      withoutBudget(ratio("its preview, against the same update", best.preview, best.byHand, 0)),
    ];
  },
};
