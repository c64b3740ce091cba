import { database } from "@/db/client";
import { deleteSessions, findSessions } from "@/db/sessions";
import type { Tx } from "@/db/types";
import type { Actor } from "../../domain/access";
import { notFound } from "../../domain/errors";
import { deviceName } from "../../domain/user-agent";
import { clock } from "../context";
import { record } from "../record";
import { memberObject } from "./members";
import { assertPerson } from "./profile";

export type SessionView = {
  id: string;
  /** In words: “Firefox on Windows”. */
  device: string;
  address: string | null;
  startedAt: Date;
  /** Exact to five minutes. */
  seenAt: Date;
  expiresAt: Date;
  isCurrent: boolean;
};

/** Where the actor is signed in: this session first, then the newest. */
export async function listSessions(actor: Actor): Promise<SessionView[]> {
  assertPerson(actor);
  const rows = await findSessions(database(), actor.id, clock.now());
  return rows
    .map(({ userAgent, address, seenAt, ...row }) => ({
      ...row,
      device: deviceName(userAgent),
      address: address || null,
      seenAt: seenAt ?? row.startedAt,
      isCurrent: row.id === actor.sessionId,
    }))
    .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
}

/** Ends one of the actor's own sessions at once. @throws DomainError `not_found` for anybody else's */
export async function endSession(actor: Actor, id: string): Promise<void> {
  assertPerson(actor);
  await database().transaction(async (tx) => {
    if ((await deleteSessions(tx, actor.id, { id })) === 0) throw notFound("Session", id);
    await recordEnd(tx, actor, 1);
  });
}

/** Ends the actor's sessions everywhere but here. @returns how many */
export async function endOtherSessions(actor: Actor): Promise<number> {
  assertPerson(actor);
  return database().transaction(async (tx) => {
    const ended = await deleteSessions(tx, actor.id, { except: actor.sessionId ?? "" });
    if (ended > 0) await recordEnd(tx, actor, ended);
    return ended;
  });
}

async function recordEnd(tx: Tx, actor: Actor, sessions: number): Promise<void> {
  const at = clock.now();
  await record(tx, actor, { verb: "end_sessions", object: memberObject(actor), at, after: { sessions } });
}
