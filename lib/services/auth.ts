import { randomUUID } from "node:crypto";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { nextCookies } from "better-auth/next-js";
import { findMembership, insertMember } from "@/db/accounts";
import { database } from "@/db/client";
import { isPostgres } from "@/db/dialect";
import { credential, session, user, verification } from "@/db/schema/accounts";
import type { Actor, Role } from "../domain/access";
import { DomainError } from "../domain/errors";
import { clock, newId } from "./context";
import { log } from "./log";
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
    emailAndPassword: { enabled: true, minPasswordLength: 8, maxPasswordLength: 128, autoSignIn: false },
    session: { expiresIn: week, updateAge: 24 * 60 * 60 },
    advanced: {
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

/** Who the session cookie in `headers` belongs to, or undefined. */
export async function actorOfSession(headers: Headers): Promise<Actor | undefined> {
  if (!headers.get("cookie")?.includes("channelbook")) return undefined;
  const found = await auth().api.getSession({ headers });
  if (!found) return undefined;
  const membership = await findMembership(database(), found.user.id);
  if (!membership) return undefined;
  const { account } = membership;
  return {
    type: "user",
    id: membership.user.id,
    name: membership.user.name,
    account: { id: account.id, kind: account.kind, name: account.name },
    role: membership.role,
    modules: null,
    ...(account.distributorId ? { distributorId: account.distributorId } : {}),
  };
}

/** Checks the password and sets the session cookie. @throws DomainError `unauthenticated` with one message for every failure. */
export async function signIn(email: string, password: string, headers: Headers): Promise<void> {
  try {
    await auth().api.signInEmail({ body: { email, password }, headers });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new DomainError("unauthenticated", "The e-mail address or the password is not right.");
  }
}

/** Ends the session of these headers and removes its cookie. Without a session nothing happens. */
export async function signOut(headers: Headers): Promise<void> {
  await auth().api.signOut({ headers });
}

/** Makes a user with a password and puts it into an account. @throws DomainError `conflict` when the e-mail address is taken. */
export async function createUser(input: {
  email: string;
  password: string;
  name: string;
  accountId: string;
  role: Role;
}): Promise<string> {
  const { email, password, name, accountId, role } = input;
  const id = await signUp(email, password, name);
  await database().transaction((tx) =>
    insertMember(tx, { accountId, userId: id, role, createdAt: clock.now() }),
  );
  return id;
}

async function signUp(email: string, password: string, name: string): Promise<string> {
  try {
    const made = await auth().api.signUpEmail({ body: { email, password, name } });
    return made.user.id;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new DomainError("conflict", `${email} already has an account.`, { cause: error });
  }
}

/** better-auth throws its own class for what a person did wrong; its status is a name such as UNAUTHORIZED. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && error.name === "APIError";
}
