import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { newDistributor, newVendor } from "@/db/testing/factories";
import type { Actor } from "../domain/access";
import { isDomainError } from "../domain/errors";
import { orderRequest } from "../vipmp/order-request";
import { isUnreachable } from "../vipmp/transport";
import { clock } from "./context";
import { updateDiscount } from "./flexible-discounts/discounts";
import { setConnector } from "./marketplaces/connector";
import { publicFetch, publicLookup } from "./public-fetch";
import { commercialUs, listOffers, newClient, offerDiscount, serve } from "./testing/discount-service";
import { upstreamFor } from "./upstream";

const start = new Date("2026-05-02T12:00:00Z");
const search = { segment: "COM", country: "US" } as const;
let server: Awaited<ReturnType<typeof serve>>;
let vendor: Actor;
let distributor: Actor;
let marketplace: { id: string; distributorId: string };

beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.close());
beforeEach(async () => {
  clock.set(start);
  vendor = await newVendor();
  distributor = await newDistributor();
  const { marketplaceId } = await listOffers(vendor, distributor, ["65304768CA"]);
  marketplace = { id: marketplaceId, distributorId: distributor.account.id };
});
afterEach(() => {
  clock.set(null);
  vi.unstubAllEnvs();
});

const order = (code: string | null) =>
  orderRequest("PREVIEW", {
    currency: "USD",
    lines: [{ number: 1, offerId: "65304768CA01A12", quantity: 10, code }],
  });

/** The marketplace is connected to the same service, over the network. */
async function connect(): Promise<void> {
  vi.stubEnv("CHANNELBOOK_ALLOW_PRIVATE_TARGETS", "1");
  const { clientId, clientSecret } = await newClient(distributor);
  const address = { base_url: server.url, token_url: server.url };
  await setConnector(distributor, {
    id: marketplace.id,
    ...address,
    client_id: clientId,
    client_secret: clientSecret,
  });
}

test.each(["embedded", "external"] as const)("%s: all pages, previews and refusals", async (kind) => {
  for (let n = 0; n < 60; n++) await offerDiscount(vendor, { code: `C${n}` });
  if (kind === "external") await connect();
  const upstream = await upstreamFor(marketplace);
  expect(upstream.kind).toBe(kind);
  const { client } = upstream;
  expect((await client.flexDiscounts(search)).discounts).toHaveLength(60);
  expect((await client.flexDiscounts({ ...search, country: "JP" })).discounts).toEqual([]);
  const priced = await client.previewOrder(commercialUs, order("c7"));
  expect(priced).toMatchObject({
    kind: "answer",
    order: {
      lines: [
        {
          offerId: "65304768CA02A12",
          flexDiscounts: [{ code: "C7", result: "SUCCESS" }],
          pricing: { lineItemPartnerPrice: { units: 2700n, scale: 0 } },
        },
      ],
    },
  });
  expect(await client.previewOrder(commercialUs, order("NOPE"))).toMatchObject({
    kind: "refused",
    refusal: { line: 1, reason: "unknown_code" },
  });
});

test("DISCOUNT_SERVICE_URL reaches another process with the embedded client", async () => {
  vi.stubEnv("CHANNELBOOK_ALLOW_PRIVATE_TARGETS", "1");
  vi.stubEnv("DISCOUNT_SERVICE_URL", server.url);
  await offerDiscount(vendor);
  const { client, kind } = await upstreamFor(marketplace);
  expect(kind).toBe("external");
  expect((await client.flexDiscounts(search)).discounts).toHaveLength(1);
});

test("in process the service answers for another instant, with the end of that day", async () => {
  const sale = await offerDiscount(vendor, { end_date: "2026-05-10T00:00:00Z" });
  clock.set(new Date("2026-05-03T00:00:00Z"));
  await updateDiscount(vendor, {
    id: sale.id,
    change: (before) => ({ ...before, endAt: new Date("2026-05-03T00:00:00Z") }),
  });
  clock.set(new Date("2026-05-20T00:00:00Z"));
  const { client } = await upstreamFor(marketplace);
  const asked = async (at: string) =>
    (await client.previewOrder(commercialUs, order("SALE"), { at: new Date(at) })).kind;
  expect(await asked("2026-05-02T12:00:00.000Z")).toBe("answer");
  expect(await asked("2026-05-03T00:00:00.000Z")).toBe("answer");
  expect(await asked("2026-05-03T00:00:00.001Z")).toBe("refused");
  const [then] = (await client.flexDiscounts(search, { at: new Date("2026-05-02T13:00:00Z") })).discounts;
  expect(then?.endAt).toEqual(new Date("2026-05-10T00:00:00Z"));
  expect((await client.flexDiscounts(search)).discounts).toEqual([]);
  const before = await client.flexDiscounts(search, { at: new Date("2026-05-02T11:00:00Z") });
  expect(before.discounts).toEqual([]);
});

test("a service that is away counts as unreachable, and so does an address that is not allowed", async () => {
  await connect();
  vi.stubEnv("CHANNELBOOK_ALLOW_PRIVATE_TARGETS", "0");
  const refused = await upstreamFor(marketplace).catch((error: unknown) => error);
  expect(isUnreachable(refused)).toBe(true);
  expect(isDomainError(refused) && refused.message).toContain("https");
  vi.stubEnv("CHANNELBOOK_ALLOW_PRIVATE_TARGETS", "1");
  const closed = await serve();
  await closed.close();
  vi.stubEnv("DISCOUNT_SERVICE_URL", closed.url);
  const neighbour = await newDistributor();
  const { client } = await upstreamFor({ id: "MP-00000", distributorId: neighbour.account.id });
  const away = await client.previewOrder(commercialUs, order(null)).catch((error: unknown) => error);
  expect(isUnreachable(away)).toBe(true);
});

test("names that lead to this machine are refused at the look-up itself", async () => {
  const found = await new Promise<Error | null>((resolve) => {
    publicLookup("localhost", { all: true }, (error) => resolve(error));
  });
  expect(found?.message).toContain("not public");
  await expect(publicFetch("https://127.0.0.1/v3", {})).rejects.toThrow("not a public https address");
  await expect(publicFetch("http://partners.example/v3", {})).rejects.toThrow("not a public https address");
});
