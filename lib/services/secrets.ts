import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { databaseUrl, isPostgres, sqliteFile } from "@/db/dialect";

const slot = Symbol.for("channelbook.secret");
const shared = globalThis as unknown as Record<symbol, string | undefined>;

/**
 * The installation's secret: CHANNELBOOK_SECRET, else a file made at first start beside the database
 * (beside the project when the database is PostgreSQL). At least 32 characters.
 */
export function installationSecret(): string {
  shared[slot] ??= process.env.CHANNELBOOK_SECRET ?? secretFromFile(secretFile());
  if (shared[slot].length < 32) throw new Error("CHANNELBOOK_SECRET must have at least 32 characters.");
  return shared[slot];
}

function secretFile(): string {
  // The built server works in another directory, which each build replaces; scripts/serve.mjs names the project's.
  const home = process.env.CHANNELBOOK_HOME ?? "";
  return isPostgres ? path.resolve(home, "data/secret") : `${sqliteFile(databaseUrl)}.secret`;
}

function secretFromFile(file: string): string {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  try {
    // `wx` makes one of several starting processes the author; the others read what it wrote.
    fs.writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return fs.readFileSync(file, "utf8").trim();
}

/** A new random secret, 256 bits. It is shown once; only its hash is kept. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** One round is enough: our secrets are random, not chosen by people. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

export function matchesHash(secret: string, hash: string): boolean {
  const [given, kept] = [Buffer.from(hashSecret(secret)), Buffer.from(hash)];
  return given.length === kept.length && timingSafeEqual(given, kept);
}
