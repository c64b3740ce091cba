import { handleDiscountRequest } from "@/lib/services/discount-service/handler";

const answer = (request: Request) => handleDiscountRequest(request);

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
