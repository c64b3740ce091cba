import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { presentProduct } from "@/lib/connect/products";
import { ProductUpdate } from "@/lib/domain/product";
import { deleteProduct, getProduct, updateProduct } from "@/lib/services/products/products";
import { productParams } from "../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    params: productParams,
    run: (actor, { params }) => getProduct(actor, { id: params.productId }),
    reply: presentProduct,
  }),
  PUT: route({
    params: productParams,
    body: ProductUpdate,
    run: (actor, { params, body, request }) =>
      updateProduct(actor, { ...body, id: params.productId, revision: ifMatch(request) }),
    reply: presentProduct,
  }),
  DELETE: route({
    params: productParams,
    status: 204,
    run: (actor, { params, request }) =>
      deleteProduct(actor, { id: params.productId, revision: ifMatch(request) }),
  }),
});
