import { answerDiscountRequest } from "@/app/_edge/discount-request";

// Next passes a context too, which is not the handler's.
const answer = (request: Request) => answerDiscountRequest(request);

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
