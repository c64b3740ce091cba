import { z } from "zod";
import { lineDetail, type VipmpErrorCode } from "./errors";

export const orderKinds = ["PREVIEW", "NEW", "PREVIEW_RENEWAL", "RENEWAL", "RETURN"] as const;
export type OrderKind = (typeof orderKinds)[number];

/** Orders of the reference that this service does not take. */
export const unsupportedKinds: ReadonlySet<string> = new Set([
  "PREVIEW_SWITCH",
  "SWITCH",
  "PREVIEW_REVERT_SWITCH",
  "REVERT_SWITCH",
  "TRANSFER",
]);

const maxLines = 499;
const maxLineNumber = 999_999;
const maxQuantity = 599_000;

const line = z.strictObject({
  extLineItemNumber: z.int(),
  offerId: z.string().trim().min(1).max(64),
  quantity: z.int(),
  currencyCode: z.string().length(3).optional(),
  deploymentId: z.string().max(40).optional(),
  subscriptionId: z.string().max(40).optional(),
  discountCode: z.string().max(64).optional(),
  flexDiscountCodes: z.array(z.string().max(64)).optional(),
});

const order = z.strictObject({
  orderType: z.enum(orderKinds),
  externalReferenceId: z.string().max(35).optional(),
  currencyCode: z.string().length(3).optional(),
  referenceOrderId: z.string().max(40).optional(),
  lineItems: z.array(line).default([]),
});

/** The body of `POST /v3/customers/{id}/orders` (vipmp reference §3.3). */
export type OrderRequest = z.output<typeof order>;
export type OrderRequestLine = z.output<typeof line>;

/** Why a body is refused: the error code and its details. */
export type OrderFault = { code: VipmpErrorCode; details: string[] };

/** Reads an order at our own service, with the checks that need no catalogue; the first fault is the one answered. */
export function parseOrderRequest(body: unknown): { order: OrderRequest } | { fault: OrderFault } {
  const parsed = order.safeParse(body);
  if (!parsed.success) return { fault: shapeFault(parsed.error) };
  const fault = contentFault(parsed.data);
  return fault ? { fault } : { order: parsed.data };
}

function shapeFault({ issues }: z.ZodError): OrderFault {
  const unexpected = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => fieldPath([...issue.path, key])) : [],
  );
  if (unexpected.length > 0) return { code: "1121", details: unexpected };
  const isMissing = issues.every((issue) => /received undefined/.test(issue.message));
  return { code: isMissing ? "1122" : "1117", details: issues.map((issue) => fieldPath(issue.path)) };
}

/** As upstream writes places: lineItems[0].quantity. */
function fieldPath(path: PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === "number" ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part),
    "",
  );
}

function contentFault({
  orderType,
  currencyCode,
  referenceOrderId,
  lineItems,
}: OrderRequest): OrderFault | undefined {
  if (lineItems.length === 0 && orderType !== "PREVIEW_RENEWAL")
    return { code: "1122", details: ["lineItems"] };
  if (orderType === "RETURN" && !referenceOrderId) return { code: "1122", details: ["referenceOrderId"] };
  if (lineItems.length > maxLines) return { code: "2119", details: [] };
  if (currencyCode && lineItems.some((one) => one.currencyCode)) return { code: "2140", details: [] };
  const numbers = lineItems.map((one) => one.extLineItemNumber);
  if (numbers.some((number) => number < 0 || number > maxLineNumber)) return { code: "2123", details: [] };
  if (new Set(numbers).size < numbers.length) return { code: "2121", details: [] };
  const bad = (code: VipmpErrorCode, isBad: (one: OrderRequestLine) => boolean): OrderFault | undefined => {
    const found = lineItems.find(isBad);
    return found && { code, details: [lineDetail(found.extLineItemNumber)] };
  };
  return (
    bad("2120", ({ quantity }) => quantity < 1 || quantity > maxQuantity) ??
    bad("2147", ({ flexDiscountCodes }) => (flexDiscountCodes?.length ?? 0) > 1)
  );
}

export type LineOrder = {
  /** Names the line in the answer and in refusals. */
  number: number;
  offerId: string;
  quantity: number;
  /** At most one code for each line. */
  code: string | null;
  /** For a renewal of an existing subscription. */
  subscriptionId?: string;
};

/** The body of an order; the currency is given once, on the order (both would be error 2140). */
export function orderRequest(
  kind: OrderKind,
  given: {
    lines: readonly LineOrder[];
    currency?: string;
    externalReferenceId?: string;
    referenceOrderId?: string;
  },
): OrderRequest {
  return {
    orderType: kind,
    ...(given.externalReferenceId ? { externalReferenceId: given.externalReferenceId.slice(0, 35) } : {}),
    ...(given.referenceOrderId ? { referenceOrderId: given.referenceOrderId } : {}),
    ...(given.currency ? { currencyCode: given.currency } : {}),
    lineItems: given.lines.map((one) => ({
      extLineItemNumber: one.number,
      offerId: one.offerId,
      quantity: one.quantity,
      ...(one.subscriptionId ? { subscriptionId: one.subscriptionId } : {}),
      ...(one.code === null ? {} : { flexDiscountCodes: [one.code] }),
    })),
  };
}
