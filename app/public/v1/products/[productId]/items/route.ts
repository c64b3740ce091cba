import { collection, resource, route } from "@/app/_edge/route";
import { presentItem } from "@/lib/connect/products";
import { ItemInput } from "@/lib/domain/item";
import { createItem, listItems } from "@/lib/services/products/items";
import { productParams } from "../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    params: productParams,
    run: (actor, { params, query }) => listItems(actor, { ...params, query }),
    present: presentItem,
  }),
  POST: route({
    params: productParams,
    body: ItemInput,
    status: 201,
    run: (actor, { params, body }) => createItem(actor, { ...params, item: body }),
    reply: presentItem,
  }),
});
