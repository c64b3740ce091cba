import { hashPassword, verifyPassword } from "better-auth/crypto";
import { findMembership, type Membership } from "@/db/accounts";
import { database } from "@/db/client";
import { findPasswordHash, renameUser, setPasswordHash } from "@/db/members";
import { withdrawLinks } from "@/db/one-time-links";
import { deleteSessions } from "@/db/sessions";
import type { Db } from "@/db/types";
import type { Actor } from "../../domain/access";
import { DomainError, invalid } from "../../domain/errors";
import { passwordProblem } from "../../domain/password";
import { clock } from "../context";
import { countOrRefuse, forgetCounts, type RateLimit } from "../rate-limit";
import { record } from "../record";
import { memberObject } from "./members";

const wrongPasswords: RateLimit = {
  name: "own password by person",
  max: 10,
  windowMs: 15 * 60_000,
  refusal: "Too many attempts with a wrong password.",
};

/** Tokens and the system have no profile, no password and no sessions. @throws DomainError `forbidden` */
export function assertPerson(actor: Actor): void {
  if (actor.type !== "user")
    throw new DomainError("forbidden", "Only a person who is signed in can do this.");
}

async function loadSelf(db: Db, actor: Actor): Promise<Membership> {
  assertPerson(actor);
  const self = await findMembership(db, actor.id);
  if (!self) throw new DomainError("unauthenticated", "You are not a member of the account any more.");
  return self;
}

/** The signed-in person's own name, e-mail address, role and account. */
export async function getProfile(actor: Actor): Promise<Membership> {
  return loadSelf(database(), actor);
}

/** Others see the new name from now on; what happened keeps the name it happened under. */
export async function changeOwnName(actor: Actor, name: string): Promise<void> {
  assertPerson(actor);
  const now = clock.now();
  await database().transaction(async (tx) => {
    const { user } = await loadSelf(tx, actor);
    const object = memberObject({ id: user.id, name });
    const changed = await record(tx, actor, {
      verb: "update",
      object,
      at: now,
      before: { name: user.name },
      after: { name },
    });
    if (changed) await renameUser(tx, user.id, name, now);
  });
}

/**
 * Sets another password for the signed-in person who knows the old one. Every other session ends, and so does a link for a
 * new password.
 * @throws DomainError `invalid` on `current` or `password`; `limit` after too many wrong ones
 */
export async function changeOwnPassword(
  actor: Actor,
  input: { current: string; password: string },
): Promise<void> {
  const { user } = await loadSelf(database(), actor);
  countOrRefuse(wrongPasswords, user.id);
  const known = (await findPasswordHash(database(), user.id)) ?? "";
  if (!(await verifyPassword({ hash: known, password: input.current }))) {
    throw invalid("current", "This is not your current password.", { rule: "password" });
  }
  forgetCounts(wrongPasswords, user.id);
  const problem = passwordProblem(input.password, user);
  if (problem) throw invalid("password", problem, { rule: "password" });
  if (input.password === input.current) {
    throw invalid("password", "This is your current password. Choose another.", { rule: "password" });
  }
  const passwordHash = await hashPassword(input.password);
  const now = clock.now();
  await database().transaction(async (tx) => {
    if ((await findPasswordHash(tx, user.id)) !== known) {
      throw new DomainError(
        "conflict",
        "Your password was changed elsewhere at the same time. Nothing was changed here.",
      );
    }
    await setPasswordHash(tx, user.id, passwordHash, now);
    await deleteSessions(tx, user.id, { except: actor.sessionId ?? "" });
    await withdrawLinks(tx, actor.account.id, { userId: user.id }, now);
    await record(tx, actor, { verb: "set_password", object: memberObject(user), at: now });
  });
}
