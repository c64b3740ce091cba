import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { presentProduct } from "@/lib/connect/products";
import { productAnswer } from "@/lib/connect/schemas/products";
import { ProductUpdate } from "@/lib/domain/product";
import { deleteProduct, getProduct, updateProduct } from "@/lib/services/products/products";
import { productParams } from "../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Read a product",
    answer: productAnswer,
    params: productParams,
    run: (actor, { params }) => getProduct(actor, { id: params.productId }),
    reply: presentProduct,
  }),
  PUT: route({
    summary: "Change a product",
    answer: productAnswer,
    ifMatch: true,
    params: productParams,
    body: ProductUpdate,
    run: (actor, { params, body, request }) =>
      updateProduct(actor, { ...body, id: params.productId, revision: ifMatch(request) }),
    reply: presentProduct,
  }),
  DELETE: route({
    summary: "Delete a draft product",
    ifMatch: true,
    params: productParams,
    status: 204,
    run: (actor, { params, request }) =>
      deleteProduct(actor, { id: params.productId, revision: ifMatch(request) }),
  }),
});
