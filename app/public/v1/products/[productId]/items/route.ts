import { collection, type Handler, resource, route } from "@/app/_edge/route";
import { download, formatQuery, sheetTypes } from "@/app/_edge/upload";
import { presentItem } from "@/lib/connect/products";
import { itemAnswer } from "@/lib/connect/schemas/products";
import { ItemInput } from "@/lib/domain/item";
import { exportItems } from "@/lib/services/products/item-files";
import { createItem, listItems } from "@/lib/services/products/items";
import { productParams } from "../../params";

const list = collection({
  summary: "List the items of a product, or download them",
  answer: itemAnswer,
  params: productParams,
  run: (actor, { params, query }) => listItems(actor, { ...params, query }),
  present: presentItem,
});

const file = route({
  params: productParams,
  query: formatQuery.required(),
  run: (actor, { params, asked }) => exportItems(actor, { ...params, ...asked }),
  reply: ({ name, format, bytes }) => download({ name, bytes, type: sheetTypes[format] }),
});

/** `?format=xlsx|csv` answers a file instead of a page of the collection. */
const get: Handler = (request, context) => (/[?&]format=/.test(request.url) ? file : list)(request, context);
if (list.operation) get.operation = { ...list.operation, file: "format", query: formatQuery };

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: get,
  POST: route({
    summary: "Create an item",
    answer: itemAnswer,
    params: productParams,
    body: ItemInput,
    status: 201,
    run: (actor, { params, body }) => createItem(actor, { ...params, item: body }),
    reply: presentItem,
  }),
});
