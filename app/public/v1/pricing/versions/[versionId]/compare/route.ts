import { json } from "@/app/_edge/envelopes";
import { contentRange, resource, route } from "@/app/_edge/route";
import { presentComparison } from "@/lib/connect/price-compare";
import { DomainError } from "@/lib/domain/errors";
import { type DiffKind, diffKinds } from "@/lib/domain/price-diff";
import { compareVersions } from "@/lib/services/pricing/compare";
import { versionParams } from "../../../params";

/** What `{versionId}` would become as `?to=`; `?kind=changed,added` keeps only those rows. */
export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: route({
    params: versionParams,
    reserved: ["to", "kind"],
    run: (actor, { params, query: { extra, limit, offset } }) =>
      compareVersions(actor, {
        from: params.versionId,
        to: extra.to ?? refuse("to: must name the version to compare with"),
        kinds: extra.kind?.split(",").map(kindOf),
        limit,
        offset,
      }),
    reply: (comparison, { query }) =>
      json(presentComparison(comparison), {
        headers: { "content-range": contentRange(query, comparison.rows.length, comparison.total) },
      }),
  }),
});

function kindOf(text: string): DiffKind {
  const kind = diffKinds.find((known) => known === text);
  return kind ?? refuse(`kind: “${text}” is not allowed; allowed are ${diffKinds.join(", ")}`);
}

function refuse(message: string): never {
  throw new DomainError("invalid", message, { reason: "query" });
}
