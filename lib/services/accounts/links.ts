import { hashPassword } from "better-auth/crypto";
import type { z } from "zod";
import { type AccountRow, findMembership } from "@/db/accounts";
import { database } from "@/db/client";
import { findMembers, setPasswordHash } from "@/db/members";
import {
  deleteOldLinks,
  findLinkByHash,
  findUnusedLinks,
  insertLink,
  type LinkRow,
  setLinkUsed,
  withdrawLinks,
} from "@/db/one-time-links";
import { deleteSessions } from "@/db/sessions";
import type { Db, Tx } from "@/db/types";
import { type Actor, authorise } from "../../domain/access";
import { DomainError, invalid, notFound } from "../../domain/errors";
import { type InvitationInput, type LinkKind, linkLife, linkRefusal, linkState } from "../../domain/member";
import { passwordProblem } from "../../domain/password";
import { actorOfMembership } from "../auth";
import { clock, newId } from "../context";
import { record } from "../record";
import { hashSecret, newSecret } from "../secrets";
import { loadMember, memberObject } from "./members";
import { addMember, assertEmailFree } from "./new-member";

/** What is shown once. `path` follows the installation's address. */
export type MadeLink = { id: string; path: string; email: string; expiresAt: Date };

const paths: Record<LinkKind, string> = { invitation: "/invitation", password: "/new-password" };

/** How long a link that ended can still say what became of it. */
const kept = 90 * 24 * 60 * 60 * 1000;
/** Members and waiting invitations of one account. */
const maxMembers = 500;

type NewLink = Pick<LinkRow, "kind" | "accountId" | "email" | "role" | "createdBy" | "createdByName"> & {
  userId?: string;
};

/** Stores a link, of whose secret only the hash is kept. */
export async function makeLink(tx: Tx, link: NewLink, now: Date): Promise<MadeLink> {
  const secret = newSecret();
  const id = newId("link");
  const expiresAt = new Date(now.getTime() + linkLife[link.kind].ms);
  await deleteOldLinks(tx, link.accountId, new Date(now.getTime() - kept));
  await insertLink(tx, { ...link, id, secretHash: hashSecret(secret), createdAt: now, expiresAt });
  return { id, path: `${paths[link.kind]}/${secret}`, email: link.email, expiresAt };
}

/**
 * Invites a person by a one-time link, which is answered this once. A newer invitation replaces the older one.
 * @throws DomainError `conflict` when the e-mail address is taken
 */
export async function inviteMember(actor: Actor, input: z.infer<typeof InvitationInput>): Promise<MadeLink> {
  authorise(actor, "members:write");
  const now = clock.now();
  const { email, role } = input;
  const accountId = actor.account.id;
  return database().transaction(async (tx) => {
    await assertEmailFree(tx, email, accountId);
    await withdrawLinks(tx, accountId, { email }, now);
    await assertRoom(tx, accountId);
    const by = { createdBy: actor.id, createdByName: actor.name };
    const made = await makeLink(tx, { kind: "invitation", accountId, email, role, ...by }, now);
    await record(tx, actor, {
      verb: "invite",
      object: { type: "member", id: made.id, name: email },
      at: now,
      after: { role },
    });
    return made;
  });
}

async function assertRoom(tx: Tx, accountId: string): Promise<void> {
  const members = await findMembers(tx, accountId);
  const waiting = (await findUnusedLinks(tx, accountId)).filter((link) => link.kind === "invitation");
  if (members.length + waiting.length < maxMembers) return;
  throw new DomainError("limit", `An account has at most ${maxMembers} members and open invitations.`);
}

/** Ends an invitation that nobody accepted yet. Ending one that has expired only clears it away. */
export async function withdrawInvitation(actor: Actor, id: string): Promise<void> {
  authorise(actor, "members:write");
  const now = clock.now();
  const accountId = actor.account.id;
  await database().transaction(async (tx) => {
    const waiting = (await findUnusedLinks(tx, accountId)).find((link) => link.id === id);
    if (waiting?.kind !== "invitation") throw notFound("Invitation", id);
    await withdrawLinks(tx, accountId, { id }, now);
    await record(tx, actor, {
      verb: "withdraw",
      object: { type: "invitation", id, name: waiting.email },
      at: now,
    });
  });
}

/**
 * A one-time link with which a member of the account sets a new password; the old one works until then. A newer link
 * replaces the older one. One's own password is changed in the profile, knowing the old one.
 */
export async function createPasswordLink(actor: Actor, memberId: string): Promise<MadeLink> {
  authorise(actor, "members:write");
  const now = clock.now();
  const accountId = actor.account.id;
  return database().transaction(async (tx) => {
    const { person } = await loadMember(tx, actor, memberId);
    if (person.id === actor.id) {
      throw new DomainError("wrong_state", "You change your own password on your profile page.");
    }
    const { id: userId, email, role } = person;
    await withdrawLinks(tx, accountId, { userId }, now);
    const by = { createdBy: actor.id, createdByName: actor.name };
    const made = await makeLink(tx, { kind: "password", accountId, email, role, userId, ...by }, now);
    await record(tx, actor, { verb: "reset_password", object: memberObject(person), at: now });
    return made;
  });
}

export type LinkView =
  | { refusal: string }
  | {
      refusal?: undefined;
      email: string;
      account: Pick<AccountRow, "name" | "kind">;
      role: LinkRow["role"];
      invitedBy: string;
      expiresAt: Date;
    };

/** What the link's page shows: whom it is for, or why it does not work. Following it uses nothing up. */
export async function readLink(kind: LinkKind, secret: string): Promise<LinkView> {
  const found = await findOpen(database(), kind, secret, clock.now());
  if ("refusal" in found) return { refusal: found.refusal };
  const { link, account } = found;
  const { email, role, createdByName: invitedBy, expiresAt } = link;
  return { email, role, invitedBy, expiresAt, account: { name: account.name, kind: account.kind } };
}

async function findOpen(db: Db, kind: LinkKind, secret: string, now: Date) {
  const found = await findLinkByHash(db, hashSecret(secret));
  const known = found?.link.kind === kind ? found : undefined;
  const refusal = linkRefusal(kind, known ? linkState(known.link, now) : "unknown");
  if (refusal !== undefined || !known) return { refusal: refusal ?? "" };
  return known;
}

/** @throws DomainError `wrong_state` that says what has become of the link */
async function loadOpen(db: Db, kind: LinkKind, secret: string, now: Date) {
  const found = await findOpen(db, kind, secret, now);
  if ("refusal" in found) throw new DomainError("wrong_state", found.refusal);
  return found;
}

/** @throws DomainError `invalid` on the field `password` */
function assertPassword(password: string, person: { name?: string; email: string }): void {
  const problem = passwordProblem(password, person);
  if (problem) throw invalid("password", problem, { rule: "password" });
}

/**
 * Joins the account the invitation is for, once. Who holds the link needs no session.
 * @returns the e-mail address to sign in with
 */
export async function acceptInvitation(input: {
  secret: string;
  name: string;
  password: string;
}): Promise<string> {
  const { secret, name, password } = input;
  const now = clock.now();
  const { link } = await loadOpen(database(), "invitation", secret, now);
  assertPassword(password, { name, email: link.email });
  // Slow on purpose, so never inside a transaction.
  const passwordHash = await hashPassword(password);
  return database().transaction(async (tx) => {
    const open = await loadOpen(tx, "invitation", secret, now);
    const { email, role, accountId, id } = open.link;
    const userId = await addMember(tx, { email, name, passwordHash, accountId, role }, now);
    await setLinkUsed(tx, id, now);
    const person = { id: userId, name };
    const actor = actorOfMembership({ user: { ...person, email }, account: open.account, role });
    await record(tx, actor, { verb: "join", object: memberObject(person), at: now, after: { email, role } });
    return email;
  });
}

/** Sets a new password, once; the person's sessions end everywhere. @returns the e-mail address to sign in with */
export async function setPasswordByLink(input: { secret: string; password: string }): Promise<string> {
  const { secret, password } = input;
  const now = clock.now();
  const { link } = await loadOpen(database(), "password", secret, now);
  const person = await findMembership(database(), link.userId ?? "");
  assertPassword(password, { name: person?.user.name ?? "", email: link.email });
  const passwordHash = await hashPassword(password);
  return database().transaction(async (tx) => {
    const open = await loadOpen(tx, "password", secret, now);
    const membership = await findMembership(tx, open.link.userId ?? "");
    if (!membership) throw new DomainError("wrong_state", linkRefusal("password", "unknown") ?? "");
    const { id, name, email } = membership.user;
    await setPasswordHash(tx, id, passwordHash, now);
    await deleteSessions(tx, id, "all");
    await setLinkUsed(tx, open.link.id, now);
    const actor = actorOfMembership(membership);
    await record(tx, actor, { verb: "set_password", object: memberObject({ id, name }), at: now });
    return email;
  });
}
