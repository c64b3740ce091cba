import { collection, type Handler, resource, route } from "@/app/_edge/route";
import { download, sheetTypes } from "@/app/_edge/upload";
import { presentItem } from "@/lib/connect/products";
import { invalid } from "@/lib/domain/errors";
import { ItemInput } from "@/lib/domain/item";
import { exportItems } from "@/lib/services/products/item-files";
import { createItem, listItems } from "@/lib/services/products/items";
import { productParams } from "../../params";

const list = collection({
  params: productParams,
  run: (actor, { params, query }) => listItems(actor, { ...params, query }),
  present: presentItem,
});

const file = route({
  params: productParams,
  reserved: ["format"],
  run: (actor, { params, query }) => exportItems(actor, { ...params, format: formatOf(query.extra.format) }),
  reply: ({ name, format, bytes }) => download({ name, bytes, type: sheetTypes[format] }),
});

function formatOf(format: string | undefined): "xlsx" | "csv" {
  if (format === "xlsx" || format === "csv") return format;
  throw invalid("format", `is ${JSON.stringify(format)}; xlsx or csv is allowed`);
}

/** `?format=xlsx|csv` answers a file instead of a page of the collection. */
const get: Handler = (request, context) => (/[?&]format=/.test(request.url) ? file : list)(request, context);

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: get,
  POST: route({
    params: productParams,
    body: ItemInput,
    status: 201,
    run: (actor, { params, body }) => createItem(actor, { ...params, item: body }),
    reply: presentItem,
  }),
});
