import type { z } from "zod";
import { json } from "@/app/_edge/envelopes";
import { contentRange, resource, route } from "@/app/_edge/route";
import { download, sheetTypes } from "@/app/_edge/upload";
import { presentComparison } from "@/lib/connect/price-compare";
import { DomainError } from "@/lib/domain/errors";
import { type CompareSort, type DiffKind, diffKinds } from "@/lib/domain/price-diff";
import type { ListQuery } from "@/lib/domain/rql";
import { type Comparison, compareVersions } from "@/lib/services/pricing/compare";
import { comparisonWorkbook } from "@/lib/services/pricing/compare-export";
import type { VersionWorkbook } from "@/lib/services/pricing/workbook";
import { versionParams } from "../../../params";

/** What the fields of an answer are called, and what rows are sorted by. */
const sorts: Record<string, CompareSort> = {
  delta_percent: "change",
  "item.name": "item",
  from: "from",
  to: "to",
  delta: "delta",
};

/**
 * What `{versionId}` would become as `?to=`; `?kind=changed,added` keeps only those rows, `eq(item.id,…)` those of an item,
 * `ordering(…)` sorts, and `?format=xlsx|csv` answers a spreadsheet.
 */
export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route<z.output<typeof versionParams>, undefined, Comparison | VersionWorkbook>({
    params: versionParams,
    reserved: ["to", "kind", "format"],
    run: (actor, { params, query }) => {
      const { extra, limit, offset } = query;
      const question = {
        from: params.versionId,
        to: extra.to ?? refuse("to: must name the version to compare with"),
        kinds: extra.kind?.split(",").map(kindOf),
        itemId: itemOf(query),
        ...sortOf(query),
      };
      if (extra.format !== undefined) {
        return comparisonWorkbook(actor, { ...question, format: formatOf(extra.format) });
      }
      return compareVersions(actor, { ...question, limit, offset });
    },
    reply: (result, { query }) =>
      "bytes" in result
        ? download({ ...result, type: sheetTypes[result.format] })
        : json(presentComparison(result), {
            headers: { "content-range": contentRange(query, result.rows.length, result.total) },
          }),
  }),
});

function kindOf(text: string): DiffKind {
  const kind = diffKinds.find((known) => known === text);
  return kind ?? refuse(`kind: “${text}” is not allowed; allowed are ${diffKinds.join(", ")}`);
}

function formatOf(text: string): "xlsx" | "csv" {
  return text === "xlsx" || text === "csv"
    ? text
    : refuse(`format: “${text}” is not supported; xlsx and csv are`);
}

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
