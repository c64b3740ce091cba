import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { presentProduct } from "@/lib/connect/products";
import { productAnswer } from "@/lib/connect/schemas/products";
import { resumeProductSale } from "@/lib/services/products/publish";
import { productParams } from "../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  POST: route({
    summary: "Resume the sale of a product",
    answer: productAnswer,
    ifMatch: true,
    params: productParams,
    run: (actor, { params, request }) =>
      resumeProductSale(actor, { id: params.productId, revision: ifMatch(request) }),
    reply: presentProduct,
  }),
});
