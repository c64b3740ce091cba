import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { installationSecret } from "./secrets";

const algorithm = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

/** One key per purpose, derived from the installation's secret. */
function keyFor(purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", installationSecret(), "channelbook", purpose, 32));
}

/** Encrypts what must be used again later, such as the password of another system. `purpose` is bound into it. */
export function encrypt(text: string, purpose: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, keyFor(purpose), iv, { authTagLength: tagBytes });
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** @throws Error when the text was not encrypted for this purpose by this installation, or was changed */
export function decrypt(sealed: string, purpose: string): string {
  const bytes = Buffer.from(sealed, "base64url");
  const decipher = createDecipheriv(algorithm, keyFor(purpose), bytes.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString(
    "utf8",
  );
}
