import { collection, resource, route } from "@/app/_edge/route";
import { presentProduct } from "@/lib/connect/products";
import { ProductInput } from "@/lib/domain/product";
import { createProduct, listProducts } from "@/lib/services/products/products";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({ run: (actor, { query }) => listProducts(actor, query), present: presentProduct }),
  POST: route({
    body: ProductInput,
    status: 201,
    run: (actor, { body }) => createProduct(actor, body),
    reply: presentProduct,
  }),
});
