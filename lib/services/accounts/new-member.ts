import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { database } from "@/db/client";
import { findUserByEmail, insertMember } from "@/db/members";
import type { Tx } from "@/db/types";
import type { Role } from "../../domain/access";
import { DomainError } from "../../domain/errors";
import { clock, newId } from "../context";

export type MemberInput = {
  /** In lower case. */
  email: string;
  name: string;
  passwordHash: string;
  accountId: string;
  role: Role;
};

/** Puts a new person into an account. @returns the person's id. @throws DomainError `conflict` when the e-mail address is taken */
export async function addMember(tx: Tx, input: MemberInput, at: Date): Promise<string> {
  await assertEmailFree(tx, input.email, input.accountId);
  const id = newId("user");
  await insertMember(tx, { ...input, id, credentialId: randomUUID(), at });
  return id;
}

/** A person belongs to one account. @throws DomainError `conflict` */
export async function assertEmailFree(tx: Tx, email: string, accountId: string): Promise<void> {
  const known = await findUserByEmail(tx, email);
  if (!known) return;
  throw new DomainError(
    "conflict",
    known.accountId === accountId
      ? `${email} is already a member of this account.`
      : `${email} already signs in to another account of this installation. Use another e-mail address.`,
  );
}

/** Makes a user with a password, whatever its strength, and puts it into an account; for demo data and tests. */
export async function createUser(input: {
  email: string;
  password: string;
  name: string;
  accountId: string;
  role: Role;
}): Promise<string> {
  const { password, ...person } = input;
  const passwordHash = await hashPassword(password);
  return database().transaction((tx) => addMember(tx, { ...person, passwordHash }, clock.now()));
}
