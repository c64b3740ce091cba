import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { database } from "@/db/client";
import {
  deleteIdempotencyClaim,
  deleteIdempotencyKeysUntil,
  findIdempotencyKey,
  type IdempotencyRow,
  insertIdempotencyKey,
  updateIdempotencyKey,
} from "@/db/idempotency";
import type { Tx } from "@/db/types";
import type { Actor } from "../domain/access";
import { conflict, DomainError } from "../domain/errors";
import { type Claim, clock, withClaim } from "./context";

export type StoredAnswer = { status: number; headers: Record<string, string>; body: string };
type Request = { key: string; hash: string };

/** How long an answer is kept (API.md §1). */
const keptMs = 24 * 60 * 60 * 1000;
/** Who works on a request renews its claim; a claim this old belongs to a process that died. */
const leaseMs = 90_000;
const renewalMs = 30_000;
/** A second request waits this long for the answer of the first. */
const patienceMs = 20_000;
const pollMs = 50;

/**
 * Carries a request out at most once: the first with a key runs `work`, every other one gets the first one's answer.
 * Answers from 500 up are not kept, so that the request can be tried again.
 * @param request `key` of the caller's choice; `hash` of all that makes the request what it is
 * @throws DomainError `conflict` when the key came with another request, while the first is still worked on, or when
 *   the first was carried out but its answer was lost in a crash
 */
export async function answerOnce(
  actor: Actor,
  request: Request,
  work: () => Promise<StoredAnswer>,
): Promise<{ answer: StoredAnswer; replayed: boolean }> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const got = await database().transaction((tx) => claimOrRead(tx, actor, request));
    if ("claim" in got) return { answer: await carryOut(got.claim, work), replayed: false };
    if (got.answer) return { answer: got.answer, replayed: true };
    if (Date.now() > until) {
      throw new DomainError(
        "conflict",
        `The first request with the Idempotency-Key ${request.key} is still being worked on. Try again later.`,
        { reason: "under_way" },
      );
    }
    await pause(pollMs);
  }
}

type Got = { claim: Claim } | { answer: StoredAnswer | undefined };

/** Takes the key, or reads what became of it; no answer means that somebody works on it. */
async function claimOrRead(tx: Tx, actor: Actor, { key, hash }: Request): Promise<Got> {
  const now = clock.now();
  const claim = { owner: actor.id, key, claimId: randomUUID() };
  await deleteIdempotencyKeysUntil(tx, expiry(now), claim);
  const known = await findIdempotencyKey(tx, claim);
  if (!known) {
    const row = { ...claim, requestHash: hash, createdAt: now, claimedAt: now };
    return (await insertIdempotencyKey(tx, row)) ? { claim } : { answer: undefined };
  }
  if (known.requestHash !== hash) {
    throw conflict(
      `Idempotency-Key ${key} was used for another request. A new request needs a new key; a repeated one must be the same.`,
    );
  }
  if (known.status !== null) return { answer: storedAnswer(known, known.status) };
  if (now.getTime() - known.claimedAt.getTime() < leaseMs) return { answer: undefined };
  if (known.carriedOut) {
    throw conflict(
      `The request with the Idempotency-Key ${key} was carried out, but its answer was lost. Read the resource instead of repeating it.`,
    );
  }
  await updateIdempotencyKey(tx, known, { claimId: claim.claimId, claimedAt: now });
  return { claim };
}

function expiry(now: Date): Date {
  return new Date(now.getTime() - keptMs);
}

/** Clears away what nobody is answered any more. Nothing depends on when it runs. */
export async function forgetOldAnswers(): Promise<void> {
  await database().transaction((tx) => deleteIdempotencyKeysUntil(tx, expiry(clock.now())));
}

function storedAnswer({ headers, body }: IdempotencyRow, status: number): StoredAnswer {
  return { status, headers: headers ?? {}, body: body ?? "" };
}

async function carryOut(claim: Claim, work: () => Promise<StoredAnswer>): Promise<StoredAnswer> {
  const write = (job: (tx: Tx) => Promise<void>) => database().transaction(job);
  const renewal = setInterval(() => {
    write((tx) => updateIdempotencyKey(tx, claim, { claimedAt: clock.now() })).catch(() => undefined);
  }, renewalMs);
  renewal.unref();
  try {
    const answer = await withClaim(claim, work);
    await write((tx) =>
      answer.status < 500 ? updateIdempotencyKey(tx, claim, answer) : deleteIdempotencyClaim(tx, claim),
    );
    return answer;
  } catch (error) {
    await write((tx) => deleteIdempotencyClaim(tx, claim));
    throw error;
  } finally {
    clearInterval(renewal);
  }
}
