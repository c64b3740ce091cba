import { refineListingRequest } from "@/lib/services/listings/move-request";
import { step } from "../../step";

export const { GET, POST, PUT, DELETE, PATCH } = step(
  "Send a listing request back to draft",
  refineListingRequest,
);
