import type { AssetRow } from "@/db/assets";
import { findOrderItems, findProductsSold, type OrderItem } from "@/db/checkout";
import { database } from "@/db/client";
import type { CheckoutOrder } from "../../domain/checkout";
import { DomainError, type Issue, invalidFields } from "../../domain/errors";
import type { Parties } from "./parties";

/** A line as it is wanted, before it has a price. `quantity` is what is paid for. */
export type WantedLine = {
  /** Where the order names it; null for a line of the subscription that a renewal does not name. */
  path: string | null;
  item: OrderItem;
  quantity: number;
  change: { oldQuantity: number; newQuantity: number } | null;
  /** Null = nothing typed; empty = deliberately none. */
  typed: string | null;
};

export type WantedLines = {
  lines: WantedLine[];
  /** Lines of a change whose quantity stays as it is: nothing is paid for them. */
  unchanged: WantedLine[];
};

type OrderedItem = CheckoutOrder["items"][number];
type Named = { path: string; given: OrderedItem; item: OrderItem };

/**
 * The lines of an order: those it names, and for a renewal the rest of the subscription.
 * @throws DomainError `invalid` with one issue per item that is unknown, ambiguous, repeated or at the end of its sale;
 * `wrong_state` for a decrease before the renewal
 */
export async function wantedLines(
  order: CheckoutOrder,
  { marketplace, currency, asset }: Parties,
  at: Date,
): Promise<WantedLines> {
  const productIds = asset
    ? [asset.productId]
    : await findProductsSold(database(), { marketplaceId: marketplace.id, currency, at });
  const named = await readItems(order, productIds, {
    isNew: ({ id }) => !asset?.items.some((held) => held.itemId === id),
    where: asset ? asset.id : `${marketplace.id} in ${currency}`,
  });
  if (!asset) {
    const lines = named.map(({ path, given, item }) => lineOf(path, item, given.quantity, given));
    return { lines, unchanged: [] };
  }
  if (order.type === "change") return changeLines(named, asset, order.scheduledForRenewal);
  return { lines: await renewalLines(named, asset), unchanged: [] };
}

function lineOf(path: string | null, item: OrderItem, quantity: number, given?: OrderedItem): WantedLine {
  return { path, item, quantity, change: null, typed: given?.discountCode ?? null };
}

type Check = { isNew: (item: OrderItem) => boolean; where: string };

async function readItems(order: CheckoutOrder, productIds: string[], check: Check): Promise<Named[]> {
  const among = productIds.filter((id) => order.productId === null || id === idOf(order.productId));
  const found = await findOrderItems(database(), among, {
    ids: order.items.flatMap(({ id }) => (id === null ? [] : [idOf(id)])),
    mpns: order.items.flatMap(({ id, mpn }) => (id === null && mpn !== null ? [mpn] : [])),
  });
  const byId = new Map(found.map((item) => [item.id, item]));
  const byMpn = Map.groupBy(found, ({ mpn }) => mpn);
  const issues: Issue[] = [];
  const seen = new Set<string>();
  const named = order.items.flatMap((given, index): Named[] => {
    const path = `asset.items.${index}`;
    const known = given.id === null ? undefined : byId.get(idOf(given.id));
    const candidates = given.id === null ? (byMpn.get(given.mpn ?? "") ?? []) : known ? [known] : [];
    const [item] = candidates;
    const fault = faultOf(given, candidates, check) ?? repeated(item, seen);
    if (fault) issues.push({ path: `${path}${fault.field}`, message: fault.message, rule: fault.rule });
    return item && !fault ? [{ path, given, item }] : [];
  });
  if (issues.length > 0) throw invalidFields(issues);
  return named;
}

/** Clients of the platform API write global ids with hyphens and local ones with underscores. */
function idOf(given: string): string {
  return given.replaceAll("_", "-");
}

type Fault = { field: string; message: string; rule: string };

function faultOf(given: OrderedItem, candidates: OrderItem[], { isNew, where }: Check): Fault | undefined {
  const [item, other] = candidates;
  const field = given.id === null ? ".mpn" : ".id";
  if (!item) {
    const name = given.id ?? given.mpn ?? "";
    return { field, message: `${name} has no price in force on ${where}`, rule: "no_price" };
  }
  if (other) {
    const ids = candidates.map(({ id }) => id).join(", ");
    return { field, message: `${item.mpn} is several items; give the id, one of ${ids}`, rule: "ambiguous" };
  }
  if (given.id !== null && given.mpn !== null && given.mpn !== item.mpn) {
    return {
      field: ".mpn",
      message: `${given.mpn} is not the MPN of ${item.id}; it is ${item.mpn}`,
      rule: "mismatch",
    };
  }
  if (item.status === "endofsale" && isNew(item)) {
    return { field, message: `${item.mpn} is at the end of its sale`, rule: "end_of_sale" };
  }
  return undefined;
}

function repeated(item: OrderItem | undefined, seen: Set<string>): Fault | undefined {
  if (!item) return undefined;
  if (seen.has(item.id))
    return { field: "", message: `repeats ${item.mpn}; name each item once`, rule: "repeated" };
  seen.add(item.id);
  return undefined;
}

/** A change pays for added quantity only; scheduled for the renewal it pays for all that is renewed (DESIGN §8). */
function changeLines(named: Named[], asset: AssetRow, isScheduled: boolean): WantedLines {
  const all = named.map(({ path, given, item }): WantedLine => {
    const oldQuantity = asset.items.find(({ itemId }) => itemId === item.id)?.quantity ?? 0;
    const newQuantity = given.quantity;
    const quantity = isScheduled ? newQuantity : newQuantity - oldQuantity;
    if (quantity < 0) throw decrease(path, item, oldQuantity, newQuantity);
    return { ...lineOf(path, item, quantity, given), change: { oldQuantity, newQuantity } };
  });
  const lines = all.filter(({ quantity }) => quantity > 0);
  const isAnyChanged = all.some(({ change }) => change && change.oldQuantity !== change.newQuantity);
  if (!isAnyChanged) {
    const message = `change nothing; ${asset.id} has these quantities already`;
    throw invalidFields([{ path: "asset.items", message, rule: "unchanged" }]);
  }
  return { lines, unchanged: all.filter(({ quantity }) => quantity === 0) };
}

function decrease(path: string, { mpn }: OrderItem, from: number, to: number): DomainError {
  return new DomainError(
    "wrong_state",
    `${path}.quantity: ${mpn} cannot go from ${from} to ${to} before the renewal; at least ${from} is allowed, or schedule the change with "scheduled_for": "renewal".`,
  );
}

async function renewalLines(named: Named[], asset: AssetRow): Promise<WantedLine[]> {
  const rest = asset.items.filter(({ itemId }) => !named.some(({ item }) => item.id === itemId));
  const items = await findOrderItems(database(), [asset.productId], {
    ids: rest.map(({ itemId }) => itemId),
    mpns: [],
  });
  const kept = items.map((item) =>
    lineOf(null, item, rest.find(({ itemId }) => itemId === item.id)?.quantity ?? 0),
  );
  const lines = [...named.map(({ path, given, item }) => lineOf(path, item, given.quantity, given)), ...kept];
  return lines.filter(({ quantity }) => quantity > 0);
}
