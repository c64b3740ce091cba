import { isIPv6 } from "node:net";
import { join, resolve } from "node:path";
import { Refusal, root } from "./lib.mjs";

/**
 * What the environment says, checked.
 * @typedef {{ host: string, port: number, databaseUrl: string, address: string }} Settings
 */

/**
 * Reads HOST (default: this machine only), PORT (default 3000) and DATABASE_URL (default: a file beside the project).
 * @param {Record<string, string | undefined>} env
 * @returns {Settings}
 */
export function readSettings(env) {
  const host = (env.HOST || "127.0.0.1").replace(/^\[(.*)\]$/, "$1");
  const port = readPort(env.PORT);
  return {
    host,
    port,
    databaseUrl: readDatabaseUrl(env.DATABASE_URL),
    address: webAddress(host, port),
  };
}

/** @param {string | undefined} text */
function readPort(text) {
  if (!text) return 3000;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new Refusal(`PORT is “${text}”; a whole number from 1 to 65535 is allowed.`);
  }
  return port;
}

/**
 * The address as the product uses it: `file:<absolute path>` or `postgres://…`.
 * @param {string | undefined} text
 */
function readDatabaseUrl(text) {
  if (!text) return `file:${join(root, "data", "channelbook.db")}`;
  if (/^postgres(ql)?:\/\//.test(text)) return text;
  const path = /^file:(?:\/\/(?=\/))?(.+)$/.exec(text)?.[1];
  if (path) return `file:${resolve(root, path)}`;
  throw new Refusal(
    `DATABASE_URL is “${shownDatabase(text)}”; file:/path/to/file.db or postgres://user:password@host/database is allowed.`,
  );
}

/**
 * Where a person points the browser.
 * @param {string} host
 * @param {number} port
 */
export function webAddress(host, port) {
  const everywhere = host === "0.0.0.0" || host === "::";
  const name = everywhere || host === "127.0.0.1" || host === "::1" ? "localhost" : host;
  return `http://${isIPv6(name) ? `[${name}]` : name}:${port}`;
}

/**
 * The database for people: without the password.
 * @param {string} url
 */
export function shownDatabase(url) {
  return url.replace(/^(\w+:\/\/[^:@/]*):[^@/]*@/, "$1:…@");
}
