import { collection, resource, route } from "@/app/_edge/route";
import { presentProduct } from "@/lib/connect/products";
import { productAnswer } from "@/lib/connect/schemas/products";
import { ProductInput } from "@/lib/domain/product";
import { createProduct, listProducts } from "@/lib/services/products/products";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List products",
    answer: productAnswer,
    run: (actor, { query }) => listProducts(actor, query),
    present: presentProduct,
  }),
  POST: route({
    summary: "Create a product",
    answer: productAnswer,
    body: ProductInput,
    status: 201,
    run: (actor, { body }) => createProduct(actor, body),
    reply: presentProduct,
  }),
});
