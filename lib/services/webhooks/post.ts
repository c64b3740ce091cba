import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { checkWebhookUrl } from "../../domain/webhook";
import { publicLookup } from "../public-fetch";

export type Answer = { status: number; headers: Record<string, string>; body: string };

/** From the look-up of the name to the last byte that is read, in milliseconds. */
const timeout = 10_000;
/** More of an answer is neither read nor kept. */
const keptBytes = 4096;

/**
 * Posts a message. Only to public addresses unless `allowPrivate`: what a name leads to is checked by the look-up that the
 * connection itself uses. Redirects are not followed.
 * @throws Error with a sentence about why there was no answer
 */
export async function post(
  address: string,
  { headers, body, allowPrivate }: { headers: Record<string, string>; body: string; allowPrivate: boolean },
): Promise<Answer> {
  const url = new URL(checkWebhookUrl(address, allowPrivate));
  const content = Buffer.from(body);
  const signal = AbortSignal.timeout(timeout);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const start = url.protocol === "http:" ? requestHttp : requestHttps;
    const call = start(
      url,
      {
        method: "POST",
        headers: { ...headers, "content-length": String(content.length) },
        // A connection of its own: a kept one would skip the look-up.
        agent: false,
        signal,
        ...(allowPrivate ? {} : { lookup: publicLookup }),
      },
      resolve,
    );
    call.on("error", (error) => reject(asReason(error, signal)));
    call.end(content);
  });
  const text = await beginning(answer).catch((error: unknown) => {
    throw asReason(error, signal);
  });
  return { status: answer.statusCode ?? 0, headers: plainHeaders(answer), body: text };
}

function asReason(error: unknown, signal: AbortSignal): Error {
  if (signal.aborted) return new Error(`no answer within ${timeout / 1000} seconds`);
  return error instanceof Error ? error : new Error(String(error));
}

/** The first bytes of the answer; the connection ends with them. */
async function beginning(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    // Leaving the loop closes the connection.
    if (size >= keptBytes) break;
  }
  // NUL is the one character that a database refuses.
  return Buffer.concat(chunks).subarray(0, keptBytes).toString("utf8").replaceAll("\u0000", "\ufffd");
}

const keptHeaders = 50;

function plainHeaders(answer: IncomingMessage): Record<string, string> {
  const pairs = Object.entries(answer.headers).slice(0, keptHeaders);
  return Object.fromEntries(pairs.map(([name, value]) => [name, [value].flat().join(", ").slice(0, 500)]));
}
