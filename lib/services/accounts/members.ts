import { database } from "@/db/client";
import { deleteUser, findMembers, type MemberRow, setMemberRole } from "@/db/members";
import { findUnusedLinks, withdrawLinks } from "@/db/one-time-links";
import { deleteSessions } from "@/db/sessions";
import type { Db } from "@/db/types";
import { type Actor, authorise, can, type Role } from "../../domain/access";
import { notFound } from "../../domain/errors";
import { assertMemberMayChange, linkState, memberRefusal } from "../../domain/member";
import { clock } from "../context";
import { record } from "../record";

export type MemberView = MemberRow & {
  isSelf: boolean;
  /** An unused link for a new password is out until then. */
  passwordLinkUntil: Date | null;
  /** Why the role cannot change, or the member be removed, now. */
  roleRefusal: string | undefined;
  removeRefusal: string | undefined;
};

export type InvitationView = {
  id: string;
  email: string;
  role: Role;
  state: "invited" | "expired";
  invitedBy: string;
  at: Date;
  expiresAt: Date;
};

/** The account's members by name. Invitations that wait are for those who manage them, the newest first. */
export async function listMembers(
  actor: Actor,
): Promise<{ members: MemberView[]; invitations: InvitationView[] }> {
  authorise(actor, "members:read");
  const now = clock.now();
  const read = database();
  const rows = await findMembers(read, actor.account.id);
  const links = can(actor, "members:write") ? await findUnusedLinks(read, actor.account.id) : [];
  const resets = links.filter((link) => linkState(link, now) === "open");
  const members = rows.map((row) => ({
    ...row,
    isSelf: row.id === actor.id,
    passwordLinkUntil: resets.find((link) => link.userId === row.id)?.expiresAt ?? null,
    roleRefusal: memberRefusal(actor, row, rows, "role"),
    removeRefusal: memberRefusal(actor, row, rows, "remove"),
  }));
  const invitations = links
    .filter((link) => link.kind === "invitation")
    .map((link): InvitationView => {
      const { id, email, role, createdByName: invitedBy, createdAt: at, expiresAt } = link;
      const state = linkState(link, now) === "open" ? "invited" : "expired";
      return { id, email, role, state, invitedBy, at, expiresAt };
    });
  return { members, invitations };
}

/** The member and all of the account's. @throws DomainError `not_found` outside the actor's account */
export async function loadMember(
  db: Db,
  actor: Actor,
  id: string,
): Promise<{ person: MemberRow; members: MemberRow[] }> {
  const members = await findMembers(db, actor.account.id);
  const person = members.find((member) => member.id === id);
  if (!person) throw notFound("Member", id);
  return { person, members };
}

export const memberObject = ({ id, name }: { id: string; name: string }) => ({ type: "member", id, name });

/**
 * Gives a member another role; it counts from the member's next request on. The links that a former admin handed out stop
 * working.
 * @throws DomainError `wrong_state` for oneself and for the last admin
 */
export async function changeMemberRole(actor: Actor, input: { id: string; role: Role }): Promise<void> {
  authorise(actor, "members:write");
  const now = clock.now();
  await database().transaction(async (tx) => {
    const { person, members } = await loadMember(tx, actor, input.id);
    if (person.role === input.role) return;
    assertMemberMayChange(actor, person, members, "role");
    await setMemberRole(tx, actor.account.id, person.id, input.role);
    if (input.role !== "admin") await withdrawLinks(tx, actor.account.id, { createdBy: person.id }, now);
    await record(tx, actor, {
      verb: "update",
      object: memberObject(person),
      at: now,
      before: { role: person.role },
      after: { role: input.role },
    });
  });
}

/**
 * Removes a member for good: sessions end at once, and the links the member handed out stop working. API tokens belong to
 * the account and stay.
 * @throws DomainError `wrong_state` for oneself and for the last admin
 */
export async function removeMember(actor: Actor, id: string): Promise<void> {
  authorise(actor, "members:write");
  const now = clock.now();
  await database().transaction(async (tx) => {
    const { person, members } = await loadMember(tx, actor, id);
    assertMemberMayChange(actor, person, members, "remove");
    await withdrawLinks(tx, actor.account.id, { createdBy: person.id }, now);
    await deleteSessions(tx, person.id, "all");
    await deleteUser(tx, person.id);
    const { name, email, role } = person;
    await record(tx, actor, {
      verb: "remove",
      object: memberObject(person),
      at: now,
      changes: Object.entries({ name, email, role }).map(([field, before]) => ({
        field,
        before,
        after: null,
      })),
    });
  });
}
