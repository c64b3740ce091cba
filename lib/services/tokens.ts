import { z } from "zod";
import {
  findToken,
  findTokens,
  insertToken,
  revokeTokenRow,
  setTokenUsed,
  type TokenRow,
} from "@/db/accounts";
import { database } from "@/db/client";
import { findMembers } from "@/db/members";
import type { Tx } from "@/db/types";
import { type Actor, authorise, roles, tokenModules } from "../domain/access";
import { DomainError, invalid, notFound } from "../domain/errors";
import { clock, newId } from "./context";
import { record } from "./record";
import { hashSecret, matchesHash, newSecret } from "./secrets";

const header = /^ApiKey (SU-\d{3}-\d{3}-\d{3}):(\S+)$/;
/** "Last used" is exact to a minute, so that a busy token does not write on every request. */
const usedPrecision = 60_000;

/** Tokens of one account that are neither revoked nor expired. */
const maxActive = 100;

export const TokenInput = z.strictObject({
  name: z.string().trim().min(1, "must not be empty").max(100, "at most 100 characters"),
  role: z.enum(roles, `must be one of ${roles.join(", ")}`),
  modules: z
    .array(z.enum(tokenModules, `must be one of ${tokenModules.join(", ")}`))
    .min(1, "name at least one module, or none at all for every module")
    .transform((names) => [...new Set(names)])
    .nullable()
    .default(null),
  expires_at: z.iso.datetime({ offset: true }).nullable().default(null),
});

export type TokenState = "active" | "expired" | "revoked";

/** Whether a token is accepted at an instant; a revoked one stays revoked. */
export function tokenState(token: Pick<TokenRow, "revokedAt" | "expiresAt">, now: Date): TokenState {
  if (token.revokedAt) return "revoked";
  return token.expiresAt && token.expiresAt <= now ? "expired" : "active";
}

/** Who the `Authorization: ApiKey SU-…:secret` header belongs to. @throws DomainError `unauthenticated` */
export async function actorOfToken(authorization: string): Promise<Actor> {
  const refused = new DomainError("unauthenticated", "API request is unauthorized.");
  const [, id, secret] = header.exec(authorization) ?? [];
  if (!id || !secret) throw refused;
  const found = await findToken(database(), id);
  if (!found || !matchesHash(secret, found.token.secretHash)) throw refused;
  const now = clock.now();
  const { token, account } = found;
  if (tokenState(token, now) !== "active") throw refused;
  if (!token.lastUsedAt || now.getTime() - token.lastUsedAt.getTime() > usedPrecision) {
    await database().transaction((tx) => setTokenUsed(tx, id, now));
  }
  return {
    type: "token",
    id,
    name: token.name,
    account: { id: account.id, kind: account.kind, name: account.name },
    role: token.role,
    modules: token.modules,
    ...(account.distributorId ? { distributorId: account.distributorId } : {}),
  };
}

export type TokenView = Omit<TokenRow, "secretHash"> & { state: TokenState; createdByName: string };

/** The account's tokens, newest first, without anything secret. */
export async function listTokens(actor: Actor): Promise<TokenView[]> {
  authorise(actor, "tokens:read");
  const now = clock.now();
  const read = database();
  const rows = await findTokens(read, actor.account.id);
  const members = new Map((await findMembers(read, actor.account.id)).map(({ id, name }) => [id, name]));
  return rows.map(({ secretHash: _, ...token }) => ({
    ...token,
    state: tokenState(token, now),
    createdByName:
      members.get(token.createdBy) ?? (token.createdBy === "system" ? "Channelbook" : "A former member"),
  }));
}

/** Makes a token. `header` is the whole Authorization value; it is shown once and cannot be had again. */
export async function createToken(
  actor: Actor,
  input: z.infer<typeof TokenInput>,
): Promise<{ id: string; header: string }> {
  authorise(actor, "tokens:write");
  const now = clock.now();
  const expiresAt = input.expires_at ? new Date(input.expires_at) : null;
  if (expiresAt && expiresAt <= now) {
    throw invalid("expires_at", "must lie in the future", { rule: "future", value: input.expires_at });
  }
  const secret = newSecret();
  const id = newId("token");
  await database().transaction(async (tx) => {
    await assertRoom(tx, actor.account.id, now);
    await insertToken(tx, {
      id,
      accountId: actor.account.id,
      name: input.name,
      secretHash: hashSecret(secret),
      role: input.role,
      modules: input.modules,
      createdBy: actor.id,
      createdAt: now,
      expiresAt,
    });
    const { name, role, modules } = input;
    await record(tx, actor, {
      verb: "create",
      object: { type: "token", id, name },
      at: now,
      after: { name, role, modules, expires_at: expiresAt },
    });
  });
  return { id, header: `ApiKey ${id}:${secret}` };
}

async function assertRoom(tx: Tx, accountId: string, now: Date): Promise<void> {
  const active = (await findTokens(tx, accountId)).filter((token) => tokenState(token, now) === "active");
  if (active.length < maxActive) return;
  throw new DomainError("limit", `An account has at most ${maxActive} active API tokens. Revoke one first.`);
}

/** Ends a token at once. Revoking a revoked one changes nothing. */
export async function revokeToken(actor: Actor, id: string): Promise<void> {
  authorise(actor, "tokens:write");
  const now = clock.now();
  await database().transaction(async (tx) => {
    const known = (await findTokens(tx, actor.account.id)).find((token) => token.id === id);
    if (!known) throw notFound("Token", id);
    if (await revokeTokenRow(tx, actor.account.id, id, now)) {
      await record(tx, actor, { verb: "revoke", object: { type: "token", id, name: known.name }, at: now });
    }
  });
}
