import { database } from "@/db/client";
import { type ConnectorRow, deleteConnector, findConnector, saveConnector } from "@/db/marketplaces";
import type { Db } from "@/db/types";
import { type Actor, authorise, type Scope, scopeOf } from "../../domain/access";
import { type ConnectorInput, checkTarget } from "../../domain/connector";
import { invalid } from "../../domain/errors";
import { clock } from "../context";
import { decrypt, encrypt } from "../encryption";
import { record } from "../record";
import { loadMarketplace } from "./marketplaces";

/** The connector as people may see it: the secret only as "there is one". */
export type ConnectorView = {
  baseUrl: string;
  tokenUrl: string;
  clientId: string;
  hasSecret: true;
  updatedAt: Date;
};

/** Private and loopback targets, and plain http, are allowed only where the installation says so (DESIGN §8). */
export function allowsPrivateTargets(): boolean {
  return process.env.CHANNELBOOK_ALLOW_PRIVATE_TARGETS === "1";
}

/** Where the marketplace's discounts come from; undefined means the embedded service. */
export async function getConnector(actor: Actor, marketplaceId: string): Promise<ConnectorView | undefined> {
  authorise(actor, "marketplaces:write");
  const found = await loadMarketplace(database(), actor, marketplaceId);
  const row = await findConnector(database(), scopeOf(actor), found.id);
  if (!row) return undefined;
  const { baseUrl, tokenUrl, clientId, updatedAt } = row;
  return { baseUrl, tokenUrl, clientId, hasSecret: true, updatedAt };
}

/** What the discount client needs, the secret decrypted; for the upstream connection only, never for an answer. */
export async function connectorCredentials(
  db: Db,
  scope: Scope,
  marketplaceId: string,
): Promise<{ baseUrl: string; tokenUrl: string; clientId: string; clientSecret: string } | undefined> {
  const row = await findConnector(db, scope, marketplaceId);
  if (!row) return undefined;
  const { baseUrl, tokenUrl, clientId, secret } = row;
  return { baseUrl, tokenUrl, clientId, clientSecret: decrypt(secret, purposeOf(marketplaceId)) };
}

function purposeOf(marketplaceId: string): string {
  return `connector:${marketplaceId}`;
}

function facts(row: Pick<ConnectorRow, "baseUrl" | "tokenUrl" | "clientId"> | undefined) {
  return {
    base_url: row?.baseUrl ?? null,
    token_url: row?.tokenUrl ?? null,
    client_id: row?.clientId ?? null,
  };
}

/** Connects the marketplace to a discount service. Without a secret the stored one stays; a first connection needs one. */
export async function setConnector(actor: Actor, input: { id: string } & ConnectorInput): Promise<void> {
  authorise(actor, "marketplaces:write");
  const now = clock.now();
  const baseUrl = checkTarget("base_url", input.base_url, allowsPrivateTargets());
  const tokenUrl = checkTarget("token_url", input.token_url, allowsPrivateTargets());
  await database().transaction(async (tx) => {
    const found = await loadMarketplace(tx, actor, input.id);
    const before = await findConnector(tx, scopeOf(actor), found.id);
    const given = input.client_secret || undefined;
    const secret = given ? encrypt(given, purposeOf(found.id)) : before?.secret;
    if (!secret) throw invalid("client_secret", "is required for a new connection", { rule: "required" });
    const row = {
      marketplaceId: found.id,
      baseUrl,
      tokenUrl,
      clientId: input.client_id,
      secret,
      updatedAt: now,
    };
    const after = { ...facts(row), ...(given ? { client_secret: "replaced" } : {}) };
    const verb = before ? "update" : "connect";
    const object = { type: "marketplace", id: found.id, name: found.name };
    const changed = await record(tx, actor, { verb, object, at: now, before: facts(before), after });
    if (changed) await saveConnector(tx, row);
  });
}

/** Back to the embedded discount service. Without a connector nothing happens. */
export async function removeConnector(actor: Actor, input: { id: string }): Promise<void> {
  authorise(actor, "marketplaces:write");
  const now = clock.now();
  await database().transaction(async (tx) => {
    const found = await loadMarketplace(tx, actor, input.id);
    const before = await findConnector(tx, scopeOf(actor), found.id);
    if (!before) return;
    const object = { type: "marketplace", id: found.id, name: found.name };
    await record(tx, actor, {
      verb: "disconnect",
      object,
      at: now,
      before: facts(before),
      after: facts(undefined),
    });
    await deleteConnector(tx, found.id);
  });
}
