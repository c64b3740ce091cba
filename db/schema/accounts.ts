import { type AccountKind, accountKinds, type Role, roles, type TokenModule } from "../../lib/domain/access";
import { type LinkKind, linkKinds } from "../../lib/domain/member";
import { bool, index, instant, json, primaryKey, table, text, uniqueIndex } from "../columns";
import { oneOf } from "./shared";

/** A company: a vendor, a distributor, or a reseller (whose id is its tier account's). */
export const account = table(
  "account",
  {
    id: text().primaryKey(),
    kind: text().$type<AccountKind>().notNull(),
    name: text().notNull(),
    /** Only for a reseller: the distributor it belongs to. */
    distributorId: text(),
    demo: bool().notNull().default(false),
    createdAt: instant().notNull(),
  },
  () => [oneOf("account_kind", "kind", accountKinds)],
);

export const member = table(
  "member",
  {
    accountId: text()
      .notNull()
      .references(() => account.id),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    role: text().$type<Role>().notNull(),
    createdAt: instant().notNull(),
    lastSignInAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.userId] }),
    uniqueIndex("member_user").on(t.userId),
    oneOf("member_role", "role", roles),
  ],
);

export const apiToken = table(
  "api_token",
  {
    id: text().primaryKey(),
    accountId: text()
      .notNull()
      .references(() => account.id),
    name: text().notNull(),
    secretHash: text().notNull(),
    role: text().$type<Role>().notNull(),
    /** The modules it is limited to; null means all. */
    modules: json<TokenModule[]>(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant(),
    lastUsedAt: instant(),
    revokedAt: instant(),
  },
  (t) => [index("api_token_account").on(t.accountId), oneOf("api_token_role", "role", roles)],
);

/** What an admin hands to a person: once and for a while it joins an account, or sets a new password. */
export const oneTimeLink = table(
  "one_time_link",
  {
    id: text().primaryKey(),
    kind: text().$type<LinkKind>().notNull(),
    accountId: text()
      .notNull()
      .references(() => account.id),
    secretHash: text().notNull().unique(),
    email: text().notNull(),
    role: text().$type<Role>().notNull(),
    /** Only for a new password: whose. */
    userId: text().references(() => user.id, { onDelete: "cascade" }),
    createdBy: text().notNull(),
    createdByName: text().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    withdrawnAt: instant(),
  },
  (t) => [
    index("one_time_link_account").on(t.accountId),
    oneOf("one_time_link_kind", "kind", linkKinds),
    oneOf("one_time_link_role", "role", roles),
  ],
);

// The four tables of better-auth 1.7.5, as its own generator prints them, in our columns. `seenAt` is ours.
export const user = table("user", {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: bool().notNull().default(false),
  image: text(),
  createdAt: instant().notNull(),
  updatedAt: instant().notNull(),
});

export const session = table(
  "session",
  {
    id: text().primaryKey(),
    expiresAt: instant().notNull(),
    token: text().notNull().unique(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    ipAddress: text(),
    userAgent: text(),
    seenAt: instant(),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
  },
  (t) => [index("session_user").on(t.userId)],
);

export const credential = table(
  "credential",
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: instant(),
    refreshTokenExpiresAt: instant(),
    scope: text(),
    password: text(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [index("credential_user").on(t.userId)],
);

export const verification = table(
  "verification",
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: instant().notNull(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [index("verification_identifier").on(t.identifier)],
);
