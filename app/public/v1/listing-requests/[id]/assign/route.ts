import { assignListingRequest } from "@/lib/services/listings/move-request";
import { step } from "../../step";

export const { GET, POST, PUT, DELETE, PATCH } = step("Take a listing request on", assignListingRequest);
