import { findPriceList, type PriceListRow } from "@/db/price-lists";
import { copyPoints } from "@/db/price-points";
import { versionsInForce } from "@/db/prices";
import type { Tx } from "@/db/types";
import { type Actor, scopeOf } from "../../domain/access";
import { invalid } from "../../domain/errors";
import { precisionFromDecimals } from "../../domain/money";
import type { PriceColumn } from "../../domain/price-columns";
import type { CreatePriceListInput } from "../../domain/price-list";

type Wanted = Pick<CreatePriceListInput, "currency" | "precision" | "products">;

/**
 * The vendor's list that a distributor models its own on (DESIGN §5). The products are the model's; in the model's
 * currency the precision is too, because the points are copied.
 * @throws DomainError `invalid` naming what does not agree
 */
export async function loadModel(tx: Tx, actor: Actor, id: string, wanted: Wanted): Promise<PriceListRow> {
  const model = await findPriceList(tx, scopeOf(actor), id);
  if (model?.ownerKind !== "vendor" || actor.account.kind !== "distributor") {
    throw invalid("model.id", `${id} is not a vendor’s price list that you can see`, {
      rule: "unknown",
      value: id,
    });
  }
  const products = model.products.map((product) => product.id);
  if (
    products.toSorted().join() !==
    wanted.products
      .map((p) => p.id)
      .toSorted()
      .join()
  ) {
    throw invalid("products", `must be those of the model: ${products.join(", ")}`, { rule: "model" });
  }
  const precision = precisionFromDecimals(model.decimals);
  if (wanted.currency === model.currency && wanted.precision !== precision) {
    throw invalid("precision", `must be ${precision}, as in the model, whose prices are copied`, {
      rule: "model",
      value: wanted.precision,
    });
  }
  return model;
}

type Copy = { versionId: string; currency: string; columns: PriceColumn[] };

/** Copies the prices in force, where the currency is the same. */
export async function copyModel(tx: Tx, model: PriceListRow, copy: Copy, now: Date): Promise<void> {
  const inForce = (await versionsInForce(tx, [model.id], now)).get(model.id);
  if (!inForce || copy.currency !== model.currency) return;
  const columns = copy.columns.map((column) => column.id);
  await copyPoints(tx, inForce.version.id, copy.versionId, columns);
}
