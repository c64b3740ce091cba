import { collection, resource, route } from "@/app/_edge/route";
import { presentBulkChange, presentPriceChange } from "@/lib/connect/pricing";
import { bulkChangeAnswer, priceChangeAnswer } from "@/lib/connect/schemas/pricing";
import { bulkChangeInput } from "@/lib/domain/bulk-change";
import { filterRows, type RowFields } from "@/lib/domain/rql-rows";
import { changePrices } from "@/lib/services/pricing/bulk-change";
import { listPriceChanges } from "@/lib/services/pricing/price-changes";
import { versionParams } from "../../../params";

type Change = Awaited<ReturnType<typeof listPriceChanges>>[number];

const changeFields: RowFields<Change> = {
  id: { of: (row) => row.id, type: "text", orderable: true, searchable: true },
  at: { of: (row) => row.at.getTime(), type: "instant", orderable: true },
  "by.id": { of: (row) => row.actorId, type: "text", nullable: true },
  "by.name": { of: (row) => row.actorName, type: "text", nullable: true, searchable: true },
  "undo_of.id": { of: (row) => row.undoOf, type: "text", nullable: true },
  undone_at: { of: (row) => row.undoneAt?.getTime() ?? null, type: "instant", nullable: true },
};

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List the bulk changes of a draft",
    answer: priceChangeAnswer,
    params: versionParams,
    run: async (actor, { params, query }) =>
      filterRows(query, await listPriceChanges(actor, params), changeFields),
    present: presentPriceChange,
  }),
  POST: route({
    summary: "Change many prices at once",
    answer: bulkChangeAnswer,
    params: versionParams,
    body: bulkChangeInput,
    run: (actor, { params, body }) => changePrices(actor, { ...params, change: body }),
    reply: presentBulkChange,
  }),
});
