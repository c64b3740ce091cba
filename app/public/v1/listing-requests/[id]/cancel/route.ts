import { cancelListingRequest } from "@/lib/services/listings/move-request";
import { step } from "../../step";

export const { GET, POST, PUT, DELETE, PATCH } = step("Cancel a listing request", cancelListingRequest);
