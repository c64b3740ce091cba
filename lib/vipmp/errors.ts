/**
 * Errors of the discount service (vipmp reference §2.3 and §4): HTTP status, code and message of each refusal.
 * Our own service answers with this table and our client reads refusals by it.
 */
export const vipmpErrors = {
  "1116": { status: 404, message: "Invalid Customer" },
  "1117": { status: 400, message: "Some fields are invalid" },
  "1121": { status: 400, message: "Request contains additional unexpected fields." },
  "1122": { status: 400, message: "Request is missing required fields" },
  "1124": { status: 500, message: "Internal Server Error. Please try again later" },
  "1132": { status: 400, message: "Invalid value for search parameter" },
  "1133": { status: 400, message: "Offset out of range" },
  "1159": { status: 400, message: "Inactive Partner Contract" },
  "1160": { status: 400, message: "Invalid Market Segment for Partner" },
  "1161": { status: 400, message: "Invalid Currency/Region for Partner" },
  "1162": { status: 404, message: "Price List not found" },
  "1178": { status: 400, message: "Invalid Country for Partner" },
  "2115": { status: 404, message: "Invalid Customer or Order ID" },
  "2119": { status: 400, message: "Too many line items" },
  "2120": { status: 400, message: "Line item quantity out of range" },
  "2121": { status: 400, message: "Duplicate line item numbers" },
  "2122": { status: 400, message: "Line item Offer ID is invalid" },
  "2123": { status: 400, message: "extLineItemNumber out of range" },
  "2125": { status: 400, message: "Distributor not allowed to sell in the currency for the region" },
  "2127": { status: 400, message: "Order cancellation is not allowed" },
  "2128": { status: 400, message: "Currency is not valid for Offer ID" },
  "2129": { status: 400, message: "Customer is not eligible to purchase Offer ID" },
  "2130": { status: 400, message: "Line item Offer ID does not match original order" },
  "2131": { status: 400, message: "extLineItemNumber does not match original order" },
  "2132": { status: 400, message: "Line item quantity does not match original order" },
  "2133": { status: 400, message: "Line item has already been returned" },
  "2134": { status: 400, message: "Line item cannot be returned as the order already expired" },
  "2136": {
    status: 400,
    message: "Please review the renewal settings. Auto-renewal needs to be turned on for at least 1 quantity",
  },
  "2140": { status: 400, message: "Order contains order level currency and line-item level currency" },
  "2141": { status: 400, message: "Customer is not qualified for the Flexible Discount" },
  "2142": { status: 400, message: "This Flexible Discount is for one-time use and is no longer available." },
  "2144": {
    status: 400,
    message: "Flexible Discount cannot be applied in combination with other discounts.",
  },
  "2145": { status: 400, message: "Flexible discount codes cannot be applied to non-base products." },
  "2146": { status: 400, message: "Invalid Flexible Discount Code" },
  "2147": { status: 400, message: "Only one Flexible Discount Code is allowed per line item" },
  "2148": { status: 400, message: "Invalid pricing request for multiple currencies." },
  "2164": { status: 400, message: "All subscriptions are already renewed." },
  "2166": { status: 400, message: "This promo code is applicable for only 3YC customers." },
  "3115": { status: 404, message: "Invalid Customer or Subscription ID" },
  "3116": { status: 400, message: "renewalQuantity out of range" },
  "3119": { status: 400, message: "Inactive Subscription is not Editable" },
  "3120": {
    status: 400,
    message: "Update could not be performed because it would create an invalid renewal order",
  },
  "3121": { status: 400, message: "Subscription Not allowed for Renewal." },
  "3132": { status: 400, message: "Ineligible product for orderType." },
  "4115": { status: 403, message: "Api Key is invalid or missing" },
  "4116": { status: 401, message: "Authorization token is invalid" },
  "4117": { status: 403, message: "Authorization token is missing" },
  "4118": { status: 429, message: "Too many requests" },
  "4119": { status: 400, message: "Correlation ID is Invalid or Missing" },
  "4120": { status: 400, message: "Duplicate request id, same requestId has already been processed" },
  "4121": { status: 403, message: "You are not allowed to perform that action on this resource" },
  "4122": {
    status: 400,
    message: "This request is already being processed. Please wait a moment and try again.",
  },
  "5122": { status: 400, message: "Invalid Request" },
} as const satisfies Record<string, { status: number; message: string }>;

export type VipmpErrorCode = keyof typeof vipmpErrors;

/** The body of an error answer. Details are left out when there are none. */
export type VipmpErrorBody = { code: string; message: string; additionalDetails?: string[] };

/** An error as our own service answers it. */
export function presentError(
  code: VipmpErrorCode,
  additionalDetails: string[] = [],
): { status: number; body: VipmpErrorBody } {
  const { status, message } = vipmpErrors[code];
  return { status, body: { code, message, ...(additionalDetails.length > 0 ? { additionalDetails } : {}) } };
}

/** The detail that names a line by its `extLineItemNumber` (not its place) and, where there is one, the reason. */
export function lineDetail(extLineItemNumber: number, reason?: string): string {
  const line = `Line Item: ${extLineItemNumber}`;
  return reason === undefined ? line : `${line}, Reason: ${reason}`;
}
