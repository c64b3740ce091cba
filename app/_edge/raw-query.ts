import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

const header = "x-channelbook-query";

/**
 * A path that cannot be percent-decoded names nothing, but Next would answer it with a page of its own, as an internal
 * error. With its bad escapes written as text (`%25`) it goes where it belongs and is not found there.
 */
export function readablePath(url: string): string {
  const end = url.search(/[?#]/);
  const path = end < 0 ? url : url.slice(0, end);
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return path.replace(/(?:%[0-9A-Fa-f]{2})+|%/g, readableEscape) + url.slice(path.length);
  }
}

function readableEscape(text: string): string {
  try {
    decodeURIComponent(text);
    return text;
  } catch {
    return text.replaceAll("%", "%25");
  }
}

/**
 * Next writes the query string of a dynamic route anew before a handler sees it: `%20` becomes `+`, which RQL takes for
 * a plus sign, and `eq(a,b)` becomes `eq(a,b)=`. So the query is noted as it came, over whatever a client sends there.
 */
export function keepRawQueries(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[header] = queryOf(request.url ?? "");
    request.url = readablePath(request.url ?? "");
  });
}

/** The query string exactly as the client sent it, without the question mark. */
export function rawQuery(request: Request): string {
  return request.headers.get(header) ?? queryOf(request.url);
}

function queryOf(url: string): string {
  const start = url.indexOf("?");
  return start < 0 ? "" : url.slice(start + 1).replace(/#.*$/, "");
}
