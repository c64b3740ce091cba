import { z } from "zod";
import { type Actor, type Role, roles } from "./access";
import { DomainError } from "./errors";

export const linkKinds = ["invitation", "password"] as const;
export type LinkKind = (typeof linkKinds)[number];

const hour = 60 * 60 * 1000;

/** How long a one-time link works. A new password is urgent; an invitation may wait over a holiday. */
export const linkLife: Record<LinkKind, { ms: number; words: string }> = {
  invitation: { ms: 7 * 24 * hour, words: "7 days" },
  password: { ms: 24 * hour, words: "24 hours" },
};

export type LinkState = "open" | "used" | "withdrawn" | "expired";

/** What has become of a link; one that was used stays used. */
export function linkState(
  link: { usedAt: Date | null; withdrawnAt: Date | null; expiresAt: Date },
  now: Date,
): LinkState {
  if (link.usedAt) return "used";
  if (link.withdrawnAt) return "withdrawn";
  return link.expiresAt <= now ? "expired" : "open";
}

const askAgain: Record<LinkKind, string> = {
  invitation: "Ask an admin of the account for a new invitation.",
  password: "Ask an admin of your account for a new one.",
};

/** Why a link does not work, for the person who follows it; undefined when it does. */
export function linkRefusal(kind: LinkKind, state: LinkState | "unknown"): string | undefined {
  const what = kind === "invitation" ? "This invitation" : "This link";
  const again = askAgain[kind];
  switch (state) {
    case "open":
      return undefined;
    case "used":
      return kind === "invitation"
        ? `${what} was already accepted. Sign in with the password you chose then.`
        : `${what} was already used to set a password. ${again}`;
    case "withdrawn":
      return `${what} was withdrawn, or replaced by a newer one. ${again}`;
    case "expired":
      return `${what} has expired: it worked for ${linkLife[kind].words}. ${again}`;
    case "unknown":
      return `${what} is not valid. Check that the address was copied whole, or ask for a new one.`;
  }
}

export const rolePresentation = {
  admin: { label: "Admin", description: "Reads and writes, and manages members and tokens." },
  editor: { label: "Editor", description: "Reads and writes." },
  viewer: { label: "Viewer", description: "Reads only." },
} as const satisfies Record<Role, { label: string; description: string }>;

export const memberStates = {
  active: { word: "Active", tone: "success", explanation: "Signs in with e-mail address and password." },
  resetting: {
    word: "Resetting",
    tone: "warning",
    explanation: "Can still sign in; a link for a new password is out and was not used yet.",
  },
  invited: {
    word: "Invited",
    tone: "info",
    explanation: "Was invited and has not accepted yet; the link still works.",
  },
  expired: {
    word: "Expired",
    tone: "neutral",
    explanation: "Was invited and did not accept in time; invite again.",
  },
} as const;

/** An e-mail address as it is kept and compared: trimmed and in lower case. */
export const EmailAddress = z
  .string()
  .trim()
  .max(320, "at most 320 characters")
  .toLowerCase()
  .pipe(z.email("must be an e-mail address such as ada@example.com"));

/** A person's name as others see it. */
export const PersonName = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(100, "at most 100 characters")
  .refine((text) => !/\p{Cc}/u.test(text), "must not contain control characters");

export const RoleName = z.enum(roles, `must be one of ${roles.join(", ")}`);

export const InvitationInput = z.strictObject({ email: EmailAddress, role: RoleName });

type Person = { id: string; name: string; role: Role };

/** Why a member's role cannot change or the member be removed now, as a sentence; undefined when it can. */
export function memberRefusal(
  actor: Pick<Actor, "id">,
  person: Person,
  members: readonly Person[],
  act: "role" | "remove",
): string | undefined {
  if (person.id === actor.id) {
    return act === "role"
      ? "You cannot change your own role. Ask another admin to do it."
      : "You cannot remove yourself. Ask another admin to do it.";
  }
  const admins = members.filter((member) => member.role === "admin");
  if (person.role === "admin" && admins.length === 1) {
    return `${person.name} is the last admin of the account. Make somebody else an admin first.`;
  }
  return undefined;
}

/** @throws DomainError `wrong_state` with the reason of `memberRefusal` */
export function assertMemberMayChange(...args: Parameters<typeof memberRefusal>): void {
  const reason = memberRefusal(...args);
  if (reason) throw new DomainError("wrong_state", reason);
}
