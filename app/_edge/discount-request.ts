import { handleDiscountRequest } from "@/lib/services/discount-service/handler";
import { addressOf } from "./client-address";

/** The discount service over HTTP: it answers everything itself, errors included. */
export function answerDiscountRequest(request: Request): Promise<Response> {
  return handleDiscountRequest(request, { address: addressOf(request) });
}
