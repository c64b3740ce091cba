import { submitListingRequest } from "@/lib/services/listings/move-request";
import { step } from "../../step";

export const { GET, POST, PUT, DELETE, PATCH } = step("Submit a listing request", submitListingRequest);
