import { deployListingRequest } from "@/lib/services/listings/move-request";
import { step } from "../../step";

export const { GET, POST, PUT, DELETE, PATCH } = step(
  "Accept a listing request for deployment",
  deployListingRequest,
);
