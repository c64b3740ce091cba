import { randomUUID } from "node:crypto";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { nextCookies } from "better-auth/next-js";
import { findMembership, type Membership } from "@/db/accounts";
import { database } from "@/db/client";
import { isPostgres } from "@/db/dialect";
import { setSignedIn } from "@/db/members";
import { credential, session, user, verification } from "@/db/schema/accounts";
import { setSeen } from "@/db/sessions";
import type { Actor } from "../domain/access";
import { DomainError } from "../domain/errors";
import { addressHeader, clock, newId } from "./context";
import { log } from "./log";
import { countOrRefuse, forgetCounts, networkOf, type RateLimit, uncount } from "./rate-limit";
import { installationSecret } from "./secrets";

const week = 7 * 24 * 60 * 60;

function createAuth() {
  return betterAuth({
    appName: "Channelbook",
    baseURL: process.env.PUBLIC_URL ?? "http://localhost:3000",
    secret: installationSecret(),
    database: drizzleAdapter(database().autocommit, {
      provider: isPostgres ? "pg" : "sqlite",
      schema: { user, session, account: credential, verification },
    }),
    // People come by invitation or `npm run account:create`, never by signing up.
    emailAndPassword: { enabled: true, disableSignUp: true },
    session: {
      expiresIn: week,
      updateAge: 24 * 60 * 60,
      additionalFields: { seenAt: { type: "date", required: false, input: false } },
    },
    advanced: {
      ipAddress: { ipAddressHeaders: [addressHeader], ipv6Subnet: 128 },
      cookiePrefix: "channelbook",
      database: { generateId: ({ model }) => (model === "user" ? newId("user") : randomUUID()) },
    },
    logger: {
      disabled: false,
      level: "error",
      log: (level, message) => log()[level](message),
    },
    telemetry: { enabled: false },
    plugins: [nextCookies()],
  });
}

const slot = Symbol.for("channelbook.auth");
const shared = globalThis as unknown as Record<symbol, ReturnType<typeof createAuth> | undefined>;

function auth() {
  shared[slot] ??= createAuth();
  return shared[slot];
}

/** “Last seen” is exact to this, so that reading pages does not write on every request. */
const seenPrecision = 5 * 60_000;

/** Who the session cookie in `headers` belongs to, or undefined. */
export async function actorOfSession(headers: Headers): Promise<Actor | undefined> {
  if (!headers.get("cookie")?.includes("channelbook")) return undefined;
  const found = await auth().api.getSession({ headers });
  if (!found) return undefined;
  const membership = await findMembership(database(), found.user.id);
  if (!membership) return undefined;
  const { id: sessionId, seenAt } = found.session;
  const now = clock.now();
  if (!seenAt || Math.abs(now.getTime() - seenAt.getTime()) > seenPrecision) {
    await database().transaction((tx) => setSeen(tx, sessionId, now));
  }
  return { ...actorOfMembership(membership), sessionId };
}

/** A member as an actor. */
export function actorOfMembership({ user: person, account, role }: Membership): Actor {
  return {
    type: "user",
    id: person.id,
    name: person.name,
    account: { id: account.id, kind: account.kind, name: account.name },
    role,
    modules: null,
    ...(account.distributorId ? { distributorId: account.distributorId } : {}),
  };
}

const quarterHour = 15 * 60_000;
const perEmail: RateLimit = {
  name: "sign-in by e-mail address",
  max: 10,
  windowMs: quarterHour,
  refusal: "Too many failed sign-ins with this e-mail address.",
};
const perAddress: RateLimit = {
  name: "sign-in by network address",
  max: 50,
  windowMs: quarterHour,
  refusal: "Too many failed sign-ins from your network.",
};

/**
 * Checks the password and sets the session cookie. Every attempt counts before the password is looked at, so that many at
 * once do not slip through; a right one is taken back. An unknown address counts and answers as a known one does.
 * @throws DomainError `unauthenticated` with one message for every failure; `limit` after too many of them
 */
export async function signIn(email: string, password: string, headers: Headers): Promise<void> {
  const who = email.trim().toLowerCase();
  const address = networkOf(headers.get(addressHeader));
  countOrRefuse(perAddress, address);
  countOrRefuse(perEmail, who);
  await startSession(who, password, headers);
  uncount(perAddress, address);
}

/**
 * Signs in without counting, with a password known to be right: one that was set a moment ago.
 * @throws DomainError `unauthenticated`
 */
export async function startSession(email: string, password: string, headers: Headers): Promise<void> {
  const userId = await checkedSignIn(email, password, headers);
  forgetCounts(perEmail, email);
  const now = clock.now();
  await database().transaction((tx) => setSignedIn(tx, userId, now));
}

async function checkedSignIn(email: string, password: string, headers: Headers): Promise<string> {
  try {
    const { user: person } = await auth().api.signInEmail({ body: { email, password }, headers });
    return person.id;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new DomainError("unauthenticated", "The e-mail address or the password is not right.");
  }
}

/** Ends the session of these headers and removes its cookie. Without a session nothing happens. */
export async function signOut(headers: Headers): Promise<void> {
  await auth().api.signOut({ headers });
}

/** better-auth throws its own class for what a person did wrong; its status is a name such as UNAUTHORIZED. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && error.name === "APIError";
}
