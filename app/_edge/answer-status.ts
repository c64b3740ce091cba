import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { headers } from "next/headers";
import type { DomainError } from "@/lib/domain/errors";
import { retryAfterSeconds } from "@/lib/services/rate-limit";
import { statusOf } from "./envelopes";

const header = "x-channelbook-exchange";

// Next loads modules once per kind of entry point; what the process shares lives on globalThis.
const slot = Symbol.for("channelbook.exchanges");
const shared = globalThis as unknown as Record<symbol, Map<string, ServerResponse> | undefined>;

function exchanges(): Map<string, ServerResponse> {
  shared[slot] ??= new Map();
  return shared[slot];
}

/** Keeps at hand the answer of every request under way: a server action cannot choose its status otherwise. */
export function keepExchanges(): void {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const id = randomUUID();
    request.headers[header] = id;
    exchanges().set(id, response);
    response.once("close", () => exchanges().delete(id));
  });
}

/** Answers a form's refusal with the status that the API would use, so that what watches the traffic sees it. */
export async function answerAs(error: DomainError): Promise<void> {
  const response = exchanges().get((await headers()).get(header) ?? "");
  if (!response || response.headersSent) return;
  response.statusCode = statusOf(error);
  const wait = retryAfterSeconds(error);
  if (wait !== undefined) response.setHeader("retry-after", wait);
}
