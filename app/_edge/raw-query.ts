import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

const header = "x-channelbook-query";

/**
 * Next writes the query string of a dynamic route anew before a handler sees it: `%20` becomes `+`, which RQL takes for
 * a plus sign, and `eq(a,b)` becomes `eq(a,b)=`. So the query is noted as it came, over whatever a client sends there.
 */
export function keepRawQueries(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[header] = queryOf(request.url ?? "");
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
