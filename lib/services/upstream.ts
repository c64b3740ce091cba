import { randomUUID } from "node:crypto";
import { database } from "@/db/client";
import { scopeOf } from "../domain/access";
import { checkTarget } from "../domain/connector";
import { isDomainError } from "../domain/errors";
import { createVipmpClient, type VipmpClient } from "../vipmp/client";
import { type Fetch, unreachable } from "../vipmp/transport";
import { clock, systemActor } from "./context";
import { handleDiscountRequest } from "./discount-service/handler";
import { embeddedClient } from "./discount-service/identity";
import { allowsPrivateTargets, connectorCredentials } from "./marketplaces/connector";
import { publicFetch } from "./public-fetch";

/** Where a marketplace's discounts come from. */
export type Upstream = {
  client: VipmpClient;
  /**
   * `embedded`: our own service in process, which can be asked about another instant (`CallOptions.at`).
   * `external`: over HTTP; it answers for now only, so an as-of preview says `as_of_not_confirmed` (API.md §3).
   */
  kind: "embedded" | "external";
};

type Target = { baseUrl: string; tokenUrl: string; clientId: string; clientSecret: string };

const embeddedUrl = "https://discount-service.embedded";

// Clients keep their token, so they are shared by the process (Next loads modules once per kind of entry point).
const slot = Symbol.for("channelbook.upstreams");
const shared = globalThis as unknown as Record<symbol, Map<string, VipmpClient> | undefined>;
const mostClients = 500;

/**
 * The discount source of a marketplace (DESIGN §8): the connection set for it, else the service at DISCOUNT_SERVICE_URL, else
 * the embedded one in process. A call to it counts as a network call: never inside a transaction.
 * @param marketplace one that the caller has read in the actor's scope
 * @throws DomainError `upstream` (unreachable) when its address is not allowed here
 */
export async function upstreamFor(marketplace: { id: string; distributorId: string }): Promise<Upstream> {
  const external = await externalTarget(marketplace);
  if (external) return { client: externalClient(external), kind: "external" };
  const { clientId, clientSecret } = embeddedClient(marketplace.distributorId);
  const target = { baseUrl: embeddedUrl, tokenUrl: embeddedUrl, clientId, clientSecret };
  return { client: clientFor(target, inProcess), kind: "embedded" };
}

async function externalTarget({ id, distributorId }: { id: string; distributorId: string }) {
  const connector = await connectorCredentials(database(), scopeOf(systemActor), id);
  if (connector) return connector;
  const url = process.env.DISCOUNT_SERVICE_URL;
  if (!url) return undefined;
  const own = embeddedClient(distributorId);
  return {
    baseUrl: url,
    tokenUrl: process.env.DISCOUNT_SERVICE_TOKEN_URL ?? url,
    clientId: process.env.DISCOUNT_SERVICE_CLIENT_ID ?? own.clientId,
    clientSecret: process.env.DISCOUNT_SERVICE_CLIENT_SECRET ?? own.clientSecret,
  };
}

function inProcess(input: string, init: RequestInit): Promise<Response> {
  return handleDiscountRequest(new Request(input, init), { inProcess: true });
}

/** Addresses are checked at every use: what is allowed may have changed since they were stored. */
function externalClient(target: Target): VipmpClient {
  const allowPrivate = allowsPrivateTargets() || process.env.CHANNELBOOK_TESTING === "1";
  try {
    checkTarget("base_url", target.baseUrl, allowPrivate);
    checkTarget("token_url", target.tokenUrl, allowPrivate);
  } catch (error) {
    if (isDomainError(error)) throw unreachable(error.message, null, error);
    throw error;
  }
  return clientFor(target, allowPrivate ? fetch : publicFetch);
}

function clientFor(target: Target, fetchWith: Fetch): VipmpClient {
  shared[slot] ??= new Map();
  const clients = shared[slot];
  const key = JSON.stringify([target, fetchWith.name]);
  const known = clients.get(key);
  if (known) return known;
  const { baseUrl, tokenUrl, clientId, clientSecret } = target;
  const made = createVipmpClient({
    fetch: fetchWith,
    baseUrl,
    imsUrl: tokenUrl,
    clientId,
    clientSecret,
    newId: () => randomUUID(),
    now: () => clock.now(),
  });
  clients.set(key, made);
  const oldest = clients.size > mostClients ? clients.keys().next().value : undefined;
  if (oldest !== undefined) clients.delete(oldest);
  return made;
}
