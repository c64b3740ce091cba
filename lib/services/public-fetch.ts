import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import type { IncomingMessage } from "node:http";
import { type RequestOptions, request as requestHttps } from "node:https";
import { isPrivateHost } from "../domain/connector";

type Callback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

const mostBytes = 20_000_000;

/**
 * A `fetch` that reaches public addresses only: a name is refused when it resolves to this machine or a private network, at the
 * very look-up that the connection uses, so that a name cannot change between the check and the call. https only, no redirects.
 */
export async function publicFetch(input: string, init: RequestInit): Promise<Response> {
  const url = new URL(input);
  if (url.protocol !== "https:" || isPrivateHost(url.hostname)) {
    throw new Error(`${url.origin} is not a public https address`);
  }
  const headers = Object.fromEntries(new Headers(init.headers));
  const options: RequestOptions = {
    method: init.method ?? "GET",
    headers,
    lookup: publicLookup,
    ...(init.signal ? { signal: init.signal } : {}),
  };
  return new Promise((resolve, reject) => {
    const call = requestHttps(url, options, (answer) => {
      read(answer).then((body) => resolve(responseOf(answer, body)), reject);
    });
    call.on("error", reject);
    call.end(typeof init.body === "string" ? init.body : undefined);
  });
}

function responseOf(answer: IncomingMessage, body: Buffer): Response {
  const status = answer.statusCode ?? 502;
  if (status >= 300 && status < 400) throw new Error(`it redirects (${status}), which is not followed`);
  const isEmpty = status === 204 || status === 205;
  const type = answer.headers["content-type"] ?? "application/json";
  return new Response(isEmpty ? null : new Uint8Array(body), { status, headers: { "content-type": type } });
}

async function read(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > mostBytes) throw new Error(`its answer has more than ${mostBytes} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** The system's look-up without private answers. */
export function publicLookup(hostname: string, options: LookupOptions, callback: Callback): void {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, []);
    const hidden = found.find(({ address }) => isPrivateHost(address));
    if (hidden || found.length === 0) {
      return callback(
        new Error(`${hostname} leads to ${hidden?.address ?? "nowhere"}, which is not public`),
        [],
      );
    }
    if (options.all) return callback(null, found);
    callback(null, found[0]?.address ?? "", found[0]?.family);
  });
}
