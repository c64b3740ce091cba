import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { database } from "@/db/client";
import { insertClient } from "@/db/discount-clients";
import type { Actor } from "../../domain/access";
import { discountInput } from "../../domain/discount-input";
import { ItemInput } from "../../domain/item";
import { placeholderId } from "../../vipmp/placeholder";
import { clock } from "../context";
import { handleDiscountRequest } from "../discount-service/handler";
import { createDiscount } from "../flexible-discounts/discounts";
import { createListingRequest } from "../listings/write-request";
import { createItem } from "../products/items";
import { createProduct } from "../products/products";
import { publishProduct } from "../products/publish";
import { hashSecret } from "../secrets";
import { completed, newActiveList, newContract, newMarketplace } from "./listings";

/** Support for tests of the discount service: a shelf of listed offers, discounts, clients, and calls as a client makes them. */

/** Lists yearly items with these MPNs, every point with the same values. */
export async function listOffers(
  vendor: Actor,
  distributor: Actor,
  mpns: string[],
  {
    currency = "USD",
    countries = ["US"],
    values,
    period = "Yearly",
  }: {
    currency?: string;
    countries?: string[];
    values?: { price: number; st0p: number };
    period?: string;
  } = {},
) {
  const marketplace = await newMarketplace(distributor, { currency, countries });
  const contract = await newContract(vendor, marketplace.id);
  const { id: productId } = await createProduct(vendor, { name: "Suite", description: null });
  for (const mpn of mpns) {
    const item = ItemInput.parse({
      name: mpn,
      mpn,
      description: "All apps",
      type: "Reservation",
      period,
      precision: "Integer",
      unit: { id: "licenses" },
    });
    await createItem(vendor, { productId, item });
  }
  await publishProduct(vendor, { id: productId });
  const list = await newActiveList(vendor, {
    productIds: [productId],
    currency,
    ...(values ? { values } : {}),
  });
  const request = await createListingRequest(vendor, {
    type: "new",
    product_id: productId,
    contract_id: contract.id,
    pricelist_id: list.id,
  });
  await completed(vendor, distributor, request.id);
  return { marketplaceId: marketplace.id, contractId: contract.id, productId, list };
}

/** A discount in force from a day before now on, 10 % for commercial customers unless told. */
export function offerDiscount(vendor: Actor, change: Record<string, unknown> & { id?: string } = {}) {
  const { id, ...fields } = change;
  const start = new Date(clock.now().getTime() - 86_400_000).toISOString();
  const usual = { name: "Sale", code: "SALE", type: "PERCENTAGE_DISCOUNT", value: "10", segments: ["COM"] };
  const base = fields.type === "FIXED_DISCOUNT" ? { ...usual, value: undefined } : usual;
  const input = discountInput.parse({ ...base, start_date: start, ...fields });
  return createDiscount(vendor, id ? { ...input, id } : input);
}

/** A client of the distributor with its secret. */
export async function newClient(distributor: Actor): Promise<{ clientId: string; clientSecret: string }> {
  const clientId = `client-${distributor.account.id}-${crypto.randomUUID()}`;
  await database().transaction((tx) =>
    insertClient(tx, {
      clientId,
      secretHash: hashSecret("secret"),
      distributorId: distributor.account.id,
      createdAt: clock.now(),
    }),
  );
  return { clientId, clientSecret: "secret" };
}

export type Send = (
  method: string,
  uri: string,
  body?: unknown,
  headers?: Record<string, string | null>,
) => Promise<{ status: number; body: Record<string, unknown>; headers: Headers }>;

const base = "https://partners.example";

/** Signs in and answers a function that calls the service with good headers; null leaves one out. */
export async function signedIn(distributor: Actor, over = handleDiscountRequest): Promise<Send> {
  const { clientId, clientSecret } = await newClient(distributor);
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
  });
  const answer = await over(new Request(`${base}/ims/token/v3`, { method: "POST", body: form }));
  const { access_token: token } = await answer.json();
  return async (method, uri, body, headers = {}) => {
    const all: Record<string, string | null> = {
      Authorization: `Bearer ${token}`,
      "X-Api-Key": clientId,
      "X-Correlation-Id": crypto.randomUUID(),
      "Content-Type": "application/json",
      ...headers,
    };
    const given = Object.entries(all).flatMap(([name, value]): [string, string][] =>
      value === null ? [] : [[name, value]],
    );
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const request = new Request(base + uri, {
      method,
      headers: given,
      ...(body === undefined ? {} : { body: text }),
    });
    const response = await over(request);
    return { status: response.status, body: await response.json(), headers: response.headers };
  };
}

export const commercialUs = placeholderId({ segment: "COM", country: "US", anniversary: null });

/** Serves the handler, or another one, over real HTTP. */
export async function serve(
  handle: (request: Request) => Promise<Response> = handleDiscountRequest,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(async (incoming, outgoing) => {
    const url = `http://${incoming.headers.host}${incoming.url}`;
    const hasBody = incoming.method !== "GET" && incoming.method !== "HEAD";
    const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    const chunks = hasBody ? await Readable.from(incoming).toArray() : [];
    const response = await handle(
      new Request(url, {
        method: incoming.method ?? "GET",
        headers,
        ...(hasBody ? { body: Buffer.concat(chunks) } : {}),
      }),
    );
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
