import { afterEach, beforeEach, expect, test } from "vitest";
import { findActivity } from "@/db/activity";
import { database } from "@/db/client";
import { findMembers } from "@/db/members";
import { as, newVendor } from "@/db/testing/factories";
import { type Actor, type Role, scopeOf } from "@/lib/domain/access";
import { everything } from "@/lib/domain/rql";
import { signIn } from "../auth";
import { addressHeader, clock } from "../context";
import {
  acceptInvitation,
  createPasswordLink,
  inviteMember,
  readLink,
  setPasswordByLink,
  withdrawInvitation,
} from "./links";
import { changeMemberRole, listMembers, removeMember } from "./members";
import { createUser } from "./new-member";
import { changeOwnName, changeOwnPassword, getProfile } from "./profile";
import { endOtherSessions, endSession, listSessions } from "./sessions";

const password = "five green elephants";
let made = 0;

beforeEach(() => {
  made += 1;
});
afterEach(() => clock.set(null));

/** The actor's account gets a real member, who can sign in with `password`. */
async function member(
  account: Actor,
  role: Role,
  name = `${role} ${made}`,
): Promise<Actor & { email: string }> {
  made += 1;
  const email = `${name.replaceAll(" ", "-")}-${made}@example.com`.toLowerCase();
  const id = await createUser({ email, password, name, accountId: account.account.id, role });
  return { ...account, type: "user", id, name, role, email };
}

/** A vendor whose admin is a real member. */
async function newAccount() {
  const vendor = await newVendor();
  return member(vendor, "admin", "Ann Admin");
}

const secretOf = (path: string) => path.split("/").at(-1) ?? "";

/** As a browser at that address would ask. */
const browser = (address = "203.0.113.9") =>
  new Headers({ [addressHeader]: address, "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0" });

/** What was recorded, by name: two events may share a millisecond. */
async function verbs(actor: Actor): Promise<string[]> {
  const { rows } = await findActivity(database(), scopeOf(actor), everything);
  return rows.map((row) => row.verb).toSorted();
}

test("an invitation is accepted once, and the new member signs in", async () => {
  const ann = await newAccount();
  const link = await inviteMember(ann, { email: "ida@example.com", role: "editor" });
  expect((await listMembers(ann)).invitations).toMatchObject([
    { email: "ida@example.com", state: "invited" },
  ]);
  const secret = secretOf(link.path);
  expect(await readLink("invitation", secret)).toMatchObject({
    email: "ida@example.com",
    role: "editor",
    invitedBy: "Ann Admin",
    account: { name: ann.account.name },
  });

  const email = await acceptInvitation({ secret, name: "Ida Rhodes", password });
  expect(email).toBe("ida@example.com");
  await signIn("IDA@example.com", password, browser());
  const { members, invitations } = await listMembers(ann);
  expect(invitations).toEqual([]);
  expect(members.map(({ name, role, lastSignInAt }) => [name, role, lastSignInAt !== null])).toEqual([
    ["Ann Admin", "admin", false],
    ["Ida Rhodes", "editor", true],
  ]);
  expect(await verbs(ann)).toEqual(["invite", "join"]);

  expect(await readLink("invitation", secret)).toMatchObject({
    refusal: expect.stringContaining("already accepted"),
  });
  await expect(acceptInvitation({ secret, name: "Eve", password })).rejects.toMatchObject({
    code: "wrong_state",
  });
});

test("an invitation that two accept at the same moment makes one member", async () => {
  const ann = await newAccount();
  const link = await inviteMember(ann, { email: `race-${made}@example.com`, role: "viewer" });
  const secret = secretOf(link.path);
  const results = await Promise.allSettled(
    ["One", "Two", "Three"].map((name) => acceptInvitation({ secret, name, password })),
  );
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  expect(await findMembers(database(), ann.account.id)).toHaveLength(2);
});

test("an invitation ends by time, by withdrawal and by a newer one, and says which", async () => {
  const ann = await newAccount();
  clock.set(new Date("2026-05-01T00:00:00Z"));
  const first = await inviteMember(ann, { email: "kim@example.com", role: "viewer" });
  const second = await inviteMember(ann, { email: "kim@example.com", role: "editor" });
  const refusal = async (path: string) => (await readLink("invitation", secretOf(path))).refusal;
  expect(await refusal(first.path)).toContain("withdrawn, or replaced");
  expect(await refusal(second.path)).toBeUndefined();
  expect((await listMembers(ann)).invitations).toMatchObject([{ id: second.id, role: "editor" }]);

  clock.set(new Date("2026-05-08T00:00:00Z"));
  expect(await refusal(second.path)).toContain("has expired: it worked for 7 days");
  expect((await listMembers(ann)).invitations).toMatchObject([{ state: "expired" }]);
  await withdrawInvitation(ann, second.id);
  expect((await listMembers(ann)).invitations).toEqual([]);
  await expect(withdrawInvitation(ann, second.id)).rejects.toMatchObject({ code: "not_found" });
  expect(await refusal("/invitation/nonsense")).toContain("not valid");
});

test("a weak password is refused with the field and the reason, and the invitation stays open", async () => {
  const ann = await newAccount();
  const { path } = await inviteMember(ann, { email: "noor@example.com", role: "viewer" });
  const secret = secretOf(path);
  await expect(acceptInvitation({ secret, name: "Noor", password: "short" })).rejects.toMatchObject({
    issues: [{ path: "password", message: "Use at least 12 characters; this one has 5." }],
  });
  expect((await readLink("invitation", secret)).refusal).toBeUndefined();
});

test("an e-mail address belongs to one person of one account", async () => {
  const ann = await newAccount();
  const other = await newAccount();
  await expect(inviteMember(ann, { email: ann.email, role: "viewer" })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("already a member of this account"),
  });
  await expect(inviteMember(ann, { email: other.email, role: "viewer" })).rejects.toMatchObject({
    message: expect.stringContaining("another account"),
  });
  const email = `both-${made}@example.com`;
  const [mine, theirs] = [
    await inviteMember(ann, { email, role: "viewer" }),
    await inviteMember(other, { email, role: "viewer" }),
  ];
  await acceptInvitation({ secret: secretOf(mine.path), name: "Bo", password });
  await expect(
    acceptInvitation({ secret: secretOf(theirs.path), name: "Bo", password }),
  ).rejects.toMatchObject({ code: "conflict" });
});

test("a password is reset by a one-time link, which ends every session", async () => {
  const ann = await newAccount();
  const bob = await member(ann, "editor", "Bob");
  await signIn(bob.email, password, browser());
  expect(await listSessions(bob)).toHaveLength(1);
  const replaced = await createPasswordLink(ann, bob.id);
  const link = await createPasswordLink(ann, bob.id);
  expect((await listMembers(ann)).members.find(({ id }) => id === bob.id)?.passwordLinkUntil).toEqual(
    link.expiresAt,
  );
  await signIn(bob.email, password, browser());

  const next = "a kettle full of rain";
  await expect(setPasswordByLink({ secret: secretOf(replaced.path), password: next })).rejects.toMatchObject({
    message: expect.stringContaining("replaced by a newer one"),
  });
  const secret = secretOf(link.path);
  // A link of one kind is not taken for the other.
  expect((await readLink("invitation", secret)).refusal).toContain("not valid");
  expect(await setPasswordByLink({ secret, password: next })).toBe(bob.email);
  expect(await listSessions(bob)).toEqual([]);
  await expect(signIn(bob.email, password, browser())).rejects.toMatchObject({ code: "unauthenticated" });
  await signIn(bob.email, next, browser());
  await expect(setPasswordByLink({ secret, password: next })).rejects.toMatchObject({ code: "wrong_state" });
  await expect(createPasswordLink(ann, ann.id)).rejects.toMatchObject({ code: "wrong_state" });
  expect(await verbs(ann)).toEqual(["reset_password", "reset_password", "set_password"]);
});

test("a role changes once, is recorded, and a removed member is gone at once", async () => {
  const ann = await newAccount();
  const bob = await member(ann, "viewer", "Bob");
  await changeMemberRole(ann, { id: bob.id, role: "admin" });
  await changeMemberRole(ann, { id: bob.id, role: "admin" });
  await signIn(bob.email, password, browser());
  const invited = await inviteMember(
    { ...bob, role: "admin" },
    { email: `sly-${made}@example.com`, role: "admin" },
  );
  await removeMember(ann, bob.id);
  expect(await listSessions(bob)).toEqual([]);
  await expect(getProfile(bob)).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(signIn(bob.email, password, browser())).rejects.toMatchObject({ code: "unauthenticated" });
  // What a removed admin handed out would be a way back in.
  expect((await readLink("invitation", secretOf(invited.path))).refusal).toContain("withdrawn");
  expect(await verbs(ann)).toEqual(["invite", "remove", "update"]);
  await expect(removeMember(ann, bob.id)).rejects.toMatchObject({ code: "not_found" });
});

test("an admin can neither demote nor remove themself", async () => {
  const ann = await newAccount();
  await member(ann, "admin", "Bob");
  await expect(changeMemberRole(ann, { id: ann.id, role: "viewer" })).rejects.toMatchObject({
    code: "wrong_state",
  });
  await expect(removeMember(ann, ann.id)).rejects.toMatchObject({ code: "wrong_state" });
});

test.each(["demoted", "removed"])(
  "two admins who are %s by each other at the same moment: one stays",
  async (how) => {
    const ann = await newAccount();
    const bob = await member(ann, "admin", "Bob");
    const end = (actor: Actor, other: Actor) =>
      how === "demoted"
        ? changeMemberRole(actor, { id: other.id, role: "viewer" })
        : removeMember(actor, other.id);
    const results = await Promise.allSettled([end(ann, bob), end(bob, ann)]);
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({
      code: "wrong_state",
      message: expect.stringContaining("last admin"),
    });
    const members = await findMembers(database(), ann.account.id);
    expect(members.filter(({ role }) => role === "admin")).toHaveLength(1);
  },
);

test("the last admin is kept whoever asks", async () => {
  const ann = await newAccount();
  const token: Actor = { ...ann, type: "token", id: "SU-000-000-000" };
  await member(ann, "editor", "Ed");
  await expect(changeMemberRole(token, { id: ann.id, role: "editor" })).rejects.toMatchObject({
    code: "wrong_state",
  });
  await expect(removeMember(token, ann.id)).rejects.toMatchObject({ code: "wrong_state" });
});

test("a viewer sees the members without invitations and is refused every change", async () => {
  const ann = await newAccount();
  const bob = await member(ann, "editor", "Bob");
  await inviteMember(ann, { email: `wait-${made}@example.com`, role: "viewer" });
  const viewer = as("viewer", ann);
  const seen = await listMembers(viewer);
  expect(seen.members).toHaveLength(2);
  expect(seen.invitations).toEqual([]);
  const attempts = [
    inviteMember(viewer, { email: "x@example.com", role: "viewer" }),
    createPasswordLink(viewer, bob.id),
    changeMemberRole(viewer, { id: bob.id, role: "viewer" }),
    removeMember(viewer, bob.id),
    withdrawInvitation(viewer, "LNK-000-000-000"),
  ];
  for (const result of await Promise.allSettled(attempts)) {
    expect(result).toMatchObject({
      reason: { code: "forbidden", message: expect.stringContaining("viewer") },
    });
  }
});

test("a neighbour’s members, invitations and sessions are not found", async () => {
  const ann = await newAccount();
  const invited = await inviteMember(ann, { email: `own-${made}@example.com`, role: "viewer" });
  await signIn(ann.email, password, browser());
  const [session] = await listSessions(ann);
  const neighbour = await newAccount();
  const attempts = [
    createPasswordLink(neighbour, ann.id),
    changeMemberRole(neighbour, { id: ann.id, role: "viewer" }),
    removeMember(neighbour, ann.id),
    withdrawInvitation(neighbour, invited.id),
    endSession(neighbour, session?.id ?? ""),
  ];
  for (const result of await Promise.allSettled(attempts)) {
    expect(result).toMatchObject({ reason: { code: "not_found" } });
  }
  expect((await listMembers(neighbour)).members.map(({ id }) => id)).toEqual([neighbour.id]);
});

test("sessions say where they are, and end one by one or all but this one", async () => {
  const ann = await newAccount();
  for (const address of ["203.0.113.1", "203.0.113.2", "203.0.113.3"]) {
    await signIn(ann.email, password, browser(address));
  }
  const all = await listSessions(ann);
  expect(all.map(({ address }) => address).toSorted()).toEqual(["203.0.113.1", "203.0.113.2", "203.0.113.3"]);
  const [first, second] = all;
  if (!first || !second) throw new Error("three sessions were expected");
  const here: Actor = { ...ann, sessionId: second.id };
  expect((await listSessions(here))[0]).toMatchObject({
    id: second.id,
    isCurrent: true,
    device: "Firefox on Linux",
  });
  await endSession(here, first.id);
  await expect(endSession(here, first.id)).rejects.toMatchObject({ code: "not_found" });
  expect(await endOtherSessions(here)).toBe(1);
  expect(await endOtherSessions(here)).toBe(0);
  expect((await listSessions(here)).map(({ id }) => id)).toEqual([second.id]);
  const token: Actor = { ...ann, type: "token" };
  await expect(listSessions(token)).rejects.toMatchObject({ code: "forbidden" });
});

test("one’s own name and password change; the other sessions end", async () => {
  const ann = await newAccount();
  await signIn(ann.email, password, browser());
  await signIn(ann.email, password, browser("203.0.113.8"));
  const [here] = await listSessions(ann);
  const self: Actor = { ...ann, sessionId: here?.id ?? "" };
  await changeOwnName(self, "Ann Lee");
  await changeOwnName(self, "Ann Lee");
  expect((await getProfile(self)).user.name).toBe("Ann Lee");

  const next = "a kettle full of rain";
  const attempt = (current: string, wanted: string) => changeOwnPassword(self, { current, password: wanted });
  await expect(attempt("not it", next)).rejects.toMatchObject({ issues: [{ path: "current" }] });
  await expect(attempt(password, "too short")).rejects.toMatchObject({ issues: [{ path: "password" }] });
  await expect(attempt(password, password)).rejects.toMatchObject({ issues: [{ path: "password" }] });
  await attempt(password, next);
  expect((await listSessions(self)).map(({ id }) => id)).toEqual([here?.id]);
  await signIn(ann.email, next, browser());
  expect(await verbs(ann)).toEqual(["set_password", "update"]);
});

test("ten wrong passwords for an address block it for a quarter of an hour, whether or not anybody has it", async () => {
  const start = new Date("2026-05-01T00:00:00Z");
  clock.set(start);
  const ann = await newAccount();
  const wrong = async (email: string, address: string) => {
    const result = await signIn(email, "wrong", browser(address)).catch((error: unknown) => error);
    return result instanceof Error ? result.message : "signed in";
  };
  const unknown = `nobody-${made}@example.com`;
  const answers: Record<string, string[]> = { [ann.email]: [], [unknown]: [] };
  for (const [email, seen] of Object.entries(answers)) {
    for (let attempt = 0; attempt < 11; attempt++) seen.push(await wrong(email, `198.51.100.${made}`));
  }
  expect(answers[ann.email]).toEqual(answers[unknown]);
  expect(answers[unknown]?.at(9)).toBe("The e-mail address or the password is not right.");
  expect(answers[unknown]?.at(10)).toBe(
    "Too many failed sign-ins with this e-mail address. Try again in 15 minutes.",
  );
  const right = signIn(ann.email, password, browser("192.0.2.1"));
  await expect(right).rejects.toMatchObject({ code: "limit", reason: "too_many_requests" });
  clock.set(new Date(start.getTime() + 15 * 60_000));
  await signIn(ann.email, password, browser());
  expect(await wrong(ann.email, "192.0.2.2")).toBe("The e-mail address or the password is not right.");
});

test("fifty wrong passwords from one network block it, and right ones do not count", async () => {
  clock.set(new Date("2026-05-02T00:00:00Z"));
  const ann = await newAccount();
  const network = "2001:db8:7:7";
  await signIn(ann.email, password, browser(`${network}::1`));
  // What is no e-mail address is refused without the slow comparison, and counts all the same.
  const attempts = Array.from({ length: 51 }, (_, n) =>
    signIn(`n${n}-${made}`, "wrong", browser(`${network}:${n}::1`)).catch((error: Error) => error.message),
  );
  const messages = await Promise.all(attempts);
  expect(messages.filter((text) => text?.includes("from your network"))).toHaveLength(1);
  await expect(signIn(ann.email, password, browser(`${network}::9`))).rejects.toMatchObject({
    code: "limit",
  });
  await signIn(ann.email, password, browser("2001:db8:7:8::1"));
});
