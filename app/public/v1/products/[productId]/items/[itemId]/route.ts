import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import { presentItem } from "@/lib/connect/products";
import { itemAnswer } from "@/lib/connect/schemas/products";
import { ItemUpdate } from "@/lib/domain/item";
import { deleteItem, updateItem } from "@/lib/services/products/change-item";
import { getItem } from "@/lib/services/products/items";
import { itemParams } from "../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Read an item",
    answer: itemAnswer,
    params: itemParams,
    run: (actor, { params }) => getItem(actor, params),
    reply: presentItem,
  }),
  PUT: route({
    summary: "Change an item",
    answer: itemAnswer,
    ifMatch: true,
    params: itemParams,
    body: ItemUpdate,
    run: (actor, { params, body, request }) =>
      updateItem(actor, { ...body, ...params, revision: ifMatch(request) }),
    reply: presentItem,
  }),
  DELETE: route({
    summary: "Delete a draft item",
    ifMatch: true,
    params: itemParams,
    status: 204,
    run: (actor, { params, request }) => deleteItem(actor, { ...params, revision: ifMatch(request) }),
  }),
});
