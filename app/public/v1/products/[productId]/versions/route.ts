import { ifMatch } from "@/app/_edge/if-match";
import { collection, resource, route } from "@/app/_edge/route";
import { presentProductVersion, presentProductVersions } from "@/lib/connect/products";
import { productVersionAnswer } from "@/lib/connect/schemas/products";
import { ProductVersionInput } from "@/lib/domain/product";
import { filterRows, type RowFields } from "@/lib/domain/rql-rows";
import { getProduct } from "@/lib/services/products/products";
import { publishProduct } from "@/lib/services/products/publish";
import { productParams } from "../../params";

const versionFields: RowFields<ReturnType<typeof presentProductVersion>> = {
  version: { of: (row) => row.version, type: "number", orderable: true },
  public: { of: (row) => row.public, type: "boolean" },
  latest: { of: (row) => row.latest, type: "boolean" },
};

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  GET: collection({
    summary: "List the public versions of a product",
    answer: productVersionAnswer,
    params: productParams,
    run: async (actor, { params, query }) => {
      const versions = presentProductVersions(await getProduct(actor, { id: params.productId }));
      return filterRows(query, versions, versionFields);
    },
    present: (version) => version,
  }),
  POST: route({
    summary: "Publish a product",
    answer: productVersionAnswer,
    ifMatch: true,
    params: productParams,
    body: ProductVersionInput,
    status: 201,
    run: (actor, { params, request }) =>
      publishProduct(actor, { id: params.productId, revision: ifMatch(request) }),
    reply: (product) => presentProductVersion(product),
  }),
});
