import { completeListingRequest } from "@/lib/services/listings/move-request";
import { step } from "../../step";

export const { GET, POST, PUT, DELETE, PATCH } = step("Complete a listing request", completeListingRequest);
