import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { database } from "@/db/client";
import { findClient } from "@/db/discount-clients";
import { clock } from "../context";
import { installationSecret, matchesHash } from "../secrets";
import { Refusal } from "./answers";

/** Who calls: a client of one distributor. */
export type Caller = { clientId: string; distributorId: string };

export const tokenLifeSeconds = 86_399;

function keyFor(purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", installationSecret(), "channelbook", purpose, 32));
}

function sign(text: string, purpose: string): string {
  return createHmac("sha256", keyFor(purpose)).update(text).digest("base64url");
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const embeddedPrefix = "embedded:";

/**
 * The client by which a distributor's own marketplaces reach the embedded service. Its secret follows from the installation's,
 * so there is nothing to store and nothing to leak.
 */
export function embeddedClient(distributorId: string): { clientId: string; clientSecret: string } {
  const clientId = embeddedPrefix + distributorId;
  return { clientId, clientSecret: sign(clientId, "discount-client") };
}

/** Whether the caller is this installation itself. */
export function isEmbedded({ clientId }: Caller): boolean {
  return clientId.startsWith(embeddedPrefix);
}

/** The caller whose id and secret these are; undefined when they are nobody's. */
export async function authenticate(clientId: string, clientSecret: string): Promise<Caller | undefined> {
  if (clientId.startsWith(embeddedPrefix)) {
    const distributorId = clientId.slice(embeddedPrefix.length);
    const isOurs = isSame(clientSecret, embeddedClient(distributorId).clientSecret);
    return isOurs ? { clientId, distributorId } : undefined;
  }
  const client = await findClient(database(), clientId);
  if (!client || !matchesHash(clientSecret, client.secretHash)) return undefined;
  return { clientId, distributorId: client.distributorId };
}

const header = Buffer.from(JSON.stringify({ alg: "HS256", typ: "JWT" })).toString("base64url");
const claims = z.object({ client_id: z.string(), distributor: z.string(), exp: z.number() });

/** A signed token (JWT, HS256): it holds all that a call needs, so nothing is stored. */
export function issueToken({ clientId, distributorId }: Caller): string {
  const issued = Math.floor(clock.now().getTime() / 1000);
  const payload = {
    client_id: clientId,
    distributor: distributorId,
    iat: issued,
    exp: issued + tokenLifeSeconds,
  };
  const content = `${header}.${Buffer.from(JSON.stringify(payload)).toString("base64url")}`;
  return `${content}.${sign(content, "discount-token")}`;
}

function readToken(token: string): Caller | undefined {
  const [head, payload, signature, ...more] = token.split(".");
  if (head !== header || !payload || !signature || more.length > 0) return undefined;
  if (!isSame(signature, sign(`${head}.${payload}`, "discount-token"))) return undefined;
  const parsed = claims.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
  if (!parsed.success || parsed.data.exp * 1000 <= clock.now().getTime()) return undefined;
  return { clientId: parsed.data.client_id, distributorId: parsed.data.distributor };
}

/**
 * The caller of a request by its headers (vipmp reference §2.2).
 * @throws Refusal 4117 without a token, 4115 without the client's key or with another's, 4116 for an invalid token
 */
export function callerOf(request: Request): Caller {
  const [, token] = /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization")?.trim() ?? "") ?? [];
  if (!request.headers.get("authorization")) throw new Refusal("4117");
  const key = request.headers.get("x-api-key");
  if (!key) throw new Refusal("4115");
  const caller = token ? readToken(token) : undefined;
  if (!caller) throw new Refusal("4116");
  if (caller.clientId !== key) throw new Refusal("4115");
  return caller;
}

/** For the check that needs only a key. @throws Refusal 4115 */
export async function assertKey(request: Request): Promise<void> {
  const key = request.headers.get("x-api-key") ?? "";
  if (!key.startsWith(embeddedPrefix) && !(await findClient(database(), key))) throw new Refusal("4115");
}
