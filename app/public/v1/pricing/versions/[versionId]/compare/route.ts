import { z } from "zod";
import { json } from "@/app/_edge/envelopes";
import { contentRange, resource, route } from "@/app/_edge/route";
import { download, formatQuery, sheetTypes } from "@/app/_edge/upload";
import { presentComparison } from "@/lib/connect/price-compare";
import { comparisonAnswer } from "@/lib/connect/schemas/pricing";
import { DomainError } from "@/lib/domain/errors";
import { type CompareSort, diffKinds } from "@/lib/domain/price-diff";
import type { ListQuery } from "@/lib/domain/rql";
import { compareVersions } from "@/lib/services/pricing/compare";
import { comparisonWorkbook } from "@/lib/services/pricing/compare-export";
import { versionParams } from "../../../params";

/** What the fields of an answer are called, and what rows are sorted by. */
const sorts: Record<string, CompareSort> = {
  delta_percent: "change",
  "item.name": "item",
  from: "from",
  to: "to",
  delta: "delta",
};

const question = formatQuery.extend({
  to: z.string("must name the version to compare with"),
  kind: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(diffKinds, `must be one or more of ${diffKinds.join(", ")}, with commas between`)))
    .optional()
    .meta({ description: "Only these rows.", examples: ["changed,added"] }),
});

/**
 * What `{versionId}` would become as `?to=`; `?kind=changed,added` keeps only those rows, `eq(item.id,…)` those of an item,
 * `ordering(…)` sorts, and `?format=xlsx|csv` answers a spreadsheet.
 */
export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    summary: "Compare two versions",
    description: `eq(item.id,…) keeps the rows of one item, ordering(…) sorts by one of ${Object.keys(sorts).join(", ")}.`,
    answer: comparisonAnswer,
    file: "format",
    params: versionParams,
    query: question,
    run: async (actor, { params, query, asked: { to, kind: kinds, format } }) => {
      const about = { from: params.versionId, to, kinds, itemId: itemOf(query), ...sortOf(query) };
      const { limit, offset } = query;
      return format
        ? comparisonWorkbook(actor, { ...about, format })
        : compareVersions(actor, { ...about, limit, offset });
    },
    reply: (result, { query }) =>
      "bytes" in result
        ? download({ ...result, type: sheetTypes[result.format] })
        : json(presentComparison(result), {
            headers: { "content-range": contentRange(query, result.rows.length, result.total) },
          }),
  }),
});

function sortOf({ ordering: [first, ...more] }: ListQuery): { sort?: CompareSort; descending?: boolean } {
  if (!first) return {};
  const sort = sorts[first.field];
  if (!sort || more.length > 0) {
    return refuse(`ordering: one of ${Object.keys(sorts).join(", ")} is supported, with or without “-”`);
  }
  return { sort, descending: first.descending };
}

/** The one filter there is: an item by its id. */
function itemOf({ filter, search }: ListQuery): string | undefined {
  if (!filter && search === undefined) return undefined;
  if (filter?.op === "eq" && filter.field === "item.id" && typeof filter.value === "string") {
    return filter.value;
  }
  return refuse("Bad filter query: this collection supports eq(item.id,…), kind and ordering");
}

function refuse(message: string): never {
  throw new DomainError("invalid", message, { reason: "query" });
}
