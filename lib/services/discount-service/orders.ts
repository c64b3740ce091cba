import { parseOrderRequest, unsupportedKinds } from "../../vipmp/order-request";
import { type Answer, Refusal } from "./answers";
import { readJsonBody } from "./body";
import type { Call } from "./call";
import { customerOf } from "./customers";
import { previewOrder } from "./preview";
import { replayed } from "./replay";

/** `POST /v3/customers/{id}/orders` */
export async function takeOrder(call: Call, customerId: string): Promise<Answer> {
  return replayed(call, async () => {
    const body = await readJsonBody(call.request);
    const kind =
      typeof body === "object" && body !== null && "orderType" in body ? body.orderType : undefined;
    if (typeof kind === "string" && unsupportedKinds.has(kind)) throw notSupported(kind);
    const parsed = parseOrderRequest(body);
    if ("fault" in parsed) throw new Refusal(parsed.fault.code, parsed.fault.details);
    const { order } = parsed;
    const customer = await customerOf(call.caller, customerId);
    if (order.orderType !== "PREVIEW" && order.orderType !== "PREVIEW_RENEWAL")
      throw notSupported(order.orderType);
    // Without lines it is about the subscriptions that renew by themselves.
    if (order.lineItems.length === 0) throw new Refusal("2136");
    return previewOrder(call, customer, order);
  });
}

function notSupported(kind: string): Refusal {
  return new Refusal("5122", [
    `orderType ${kind} is not supported here. Supported: PREVIEW, PREVIEW_RENEWAL with lines.`,
  ]);
}
