import { createHmac } from "node:crypto";
import { decrypt, encrypt } from "../encryption";
import { newSecret } from "../secrets";

const prefix = "whsec_";

/** A new signing secret in the form of Standard Webhooks: `whsec_` and 256 random bits in Base64. */
export function newSigningSecret(): string {
  return `${prefix}${Buffer.from(newSecret(), "base64url").toString("base64")}`;
}

export function sealSecret(webhookId: string, secret: string): string {
  return encrypt(secret, `webhook:${webhookId}`);
}

export function openSecret(webhookId: string, sealed: string): string {
  return decrypt(sealed, `webhook:${webhookId}`);
}

/**
 * The headers that let a receiver know who sent a message and when (Standard Webhooks 1.0): an HMAC-SHA256 over
 * `id.timestamp.body`. A receiver refuses a timestamp more than five minutes off, and an id that it has seen.
 */
export function signedHeaders(
  secret: string,
  message: { id: string; body: string },
  now: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const key = Buffer.from(secret.slice(prefix.length), "base64");
  const signed = createHmac("sha256", key).update(`${message.id}.${timestamp}.${message.body}`);
  return {
    "webhook-id": message.id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signed.digest("base64")}`,
  };
}
