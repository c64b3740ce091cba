import { z } from "zod";
import { type Actor, can } from "../../domain/access";
import { notFound } from "../../domain/errors";
import { line } from "../../domain/product";
import { eq, everything, type ListQuery, where } from "../../domain/rql";
import { filterRows, type RowFields } from "../../domain/rql-rows";
import { listListings } from "../listings/listings";
import {
  listMarketplaceParameters,
  type MarketplaceParameter,
  setMarketplaceParameter,
} from "../marketplaces/parameters";
import { getProduct } from "./products";

/** A configuration value of a product on a marketplace, as Connect has them (API.md §3, marketplace parameters). */
export type ConfigurationRow = {
  productId: string;
  marketplace: { id: string; name: string };
  parameter: MarketplaceParameter;
};

const named = z.object({ id: line("an id", 64) });

export const ConfigurationInput = z.strictObject({
  parameter: named,
  marketplace: named,
  item: z.null("is not possible: the parameters belong to marketplaces").optional(),
  value: z.union([z.boolean(), z.string()], "must be true, false or text"),
});

/** The flexible discount parameters of every marketplace that lists the product. Resellers are told nothing of them. */
export async function listConfigurations(
  actor: Actor,
  { productId, query }: { productId: string; query: ListQuery },
): Promise<{ rows: ConfigurationRow[]; total: number }> {
  await getProduct(actor, { id: productId });
  const rows = can(actor, "discounts:read") ? await configurationsOf(actor, productId) : [];
  return filterRows(query, rows, configurationFields);
}

const configurationFields: RowFields<ConfigurationRow> = {
  "parameter.id": { of: ({ parameter }) => parameter.id, type: "text", orderable: true, searchable: true },
  "parameter.scope": { of: () => "marketplace", type: "text" },
  "marketplace.id": { of: ({ marketplace }) => marketplace.id, type: "text", orderable: true },
  "marketplace.name": {
    of: ({ marketplace }) => marketplace.name,
    ...{ type: "text", orderable: true, searchable: true },
  },
  "item.id": { of: () => null, type: "text", nullable: true },
  value: { of: ({ parameter }) => String(parameter.value), type: "text" },
};

async function configurationsOf(actor: Actor, productId: string): Promise<ConfigurationRow[]> {
  const rows: ConfigurationRow[] = [];
  for (const marketplace of await marketplacesOf(actor, productId)) {
    for (const parameter of await listMarketplaceParameters(actor, marketplace.id))
      rows.push({ productId, marketplace, parameter });
  }
  return rows;
}

/** Sets a parameter of a marketplace that lists the product; it holds for the marketplace as a whole. */
export async function setConfiguration(
  actor: Actor,
  input: { productId: string } & z.infer<typeof ConfigurationInput>,
): Promise<ConfigurationRow> {
  const { productId, value } = input;
  await getProduct(actor, { id: productId });
  const listed = await marketplacesOf(actor, productId);
  const marketplace = listed.find(({ id }) => id === input.marketplace.id);
  if (!marketplace) throw notFound("A listing of the product on marketplace", input.marketplace.id);
  const parameter = await setMarketplaceParameter(actor, {
    id: marketplace.id,
    parameter: input.parameter.id,
    value,
  });
  return { productId, marketplace, parameter };
}

async function marketplacesOf(actor: Actor, productId: string) {
  const query = { ...everything, limit: 1000, ...where(eq("product.id", productId)) };
  const { rows } = await listListings(actor, query);
  return rows.map(({ marketplace: { id, name } }) => ({ id, name }));
}
