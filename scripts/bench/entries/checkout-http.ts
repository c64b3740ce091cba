import { randomUUID } from "node:crypto";
import { newDistributor, newVendor } from "@/db/testing/factories";
import { handleDiscountRequest } from "@/lib/services/discount-service/handler";
import { configure, listProduct, newCustomer } from "@/lib/services/testing/checkout";
import { commercialUs, offerDiscount, signedIn } from "@/lib/services/testing/discount-service";
import { newContract, newMarketplace } from "@/lib/services/testing/listings";
import { createToken } from "@/lib/services/tokens";
import type { BenchEntry } from "../entry";
import { aServer } from "../server";
import { fastest, ratio } from "../timing";

const lines = 100;
const codes = 20;

export const entry: BenchEntry = {
  title: `Checkout preview over HTTP: ${lines} lines with ${codes} candidate codes each`,
  async run() {
    const [vendor, distributor] = [await newVendor(), await newDistributor()];
    const marketplace = await newMarketplace(distributor, { countries: ["US"] });
    const contract = await newContract(vendor, marketplace.id);
    const mpns = Array.from({ length: lines }, (_, n) => `${65_300_000 + n}CA`);
    await listProduct({ vendor, distributor, marketplaceId: marketplace.id, contractId: contract.id }, mpns);
    await configure(distributor, marketplace.id);
    const customer = await newCustomer(distributor);
    for (let n = 1; n <= codes; n++) await offerDiscount(vendor, { code: `CODE_${n}`, value: String(n) });
    const empty = await emptyPreview(distributor, mpns);
    const token = { name: "bench", role: "admin" as const, modules: null, expires_at: null };
    const server = await aServer((await createToken(distributor, token)).header);
    const order = {
      type: "purchase",
      marketplace: { id: marketplace.id },
      asset: { tiers: { customer: { id: customer } }, items: mpns.map((mpn) => ({ mpn, quantity: 10 })) },
    };
    const best = await fastest(
      {
        http: () => server.call("POST", "checkout/preview", order),
        trips: async () => {
          for (let n = 0; n < codes; n++) await empty();
        },
      },
      { rounds: 8 },
    );
    await server.stop();
    return [ratio(`against ${codes} empty in-process PREVIEW round trips`, best.http, best.trips, 3)];
  },
};

/** One PREVIEW of all lines without a code, in process, as the connector sends it. */
async function emptyPreview(distributor: Parameters<typeof signedIn>[0], mpns: readonly string[]) {
  const send = await signedIn(distributor, (request) => handleDiscountRequest(request, { inProcess: true }));
  const body = {
    orderType: "PREVIEW",
    currencyCode: "USD",
    lineItems: mpns.map((mpn, n) => ({ extLineItemNumber: n + 1, offerId: `${mpn}01A12`, quantity: 10 })),
  };
  return async () => {
    const headers = { "X-Correlation-Id": randomUUID() };
    const { status, body: answer } = await send(
      "POST",
      `/v3/customers/${commercialUs}/orders`,
      body,
      headers,
    );
    if (status !== 200) throw new Error(`The preview answered ${status}: ${JSON.stringify(answer)}`);
  };
}
