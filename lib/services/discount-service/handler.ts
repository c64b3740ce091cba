import { randomUUID } from "node:crypto";
import { isDomainError } from "../../domain/errors";
import { parseTokenRequest, presentToken, presentTokenError } from "../../vipmp/token";
import { clock } from "../context";
import { log } from "../log";
import { countRequest, retryAfterOf } from "../request-limit";
import { type Answer, Refusal, refusalAnswer, responseOf, unknownPath, wrongMethod } from "./answers";
import { readText } from "./body";
import type { Call } from "./call";
import { createCustomer, listCustomers, readCustomer } from "./customers";
import { customerDiscounts, searchDiscounts } from "./flex-discounts";
import { assertKey, authenticate, callerOf, isEmbedded, issueToken, tokenLifeSeconds } from "./identity";
import { takeOrder } from "./orders";
import { assertRequestId } from "./replay";

type Options = {
  /** Called by our own connector, not over HTTP: nothing is replayed and `X-Channelbook-At` counts. */
  inProcess?: boolean;
  /** Where the request came from, for the limit of each address. */
  address?: string;
};
type Endpoint = (call: Call, id: string) => Promise<Answer>;
type Path = { pattern: RegExp; methods: Partial<Record<string, Endpoint>> };

const paths: readonly Path[] = [
  { pattern: /^\/v3\/flex-discounts$/, methods: { GET: searchDiscounts } },
  { pattern: /^\/v3\/customers$/, methods: { GET: listCustomers, POST: createCustomer } },
  { pattern: /^\/v3\/customers\/([^/]+)$/, methods: { GET: readCustomer } },
  { pattern: /^\/v3\/customers\/([^/]+)\/flex-discounts$/, methods: { GET: customerDiscounts } },
  { pattern: /^\/v3\/customers\/([^/]+)\/orders$/, methods: { POST: takeOrder } },
];

/**
 * The discount service (API.md §4): a VIPMP-shaped API over the discounts that vendors manage here. Answers every request,
 * errors included, in its own envelope; never throws.
 */
export async function handleDiscountRequest(request: Request, options: Options = {}): Promise<Response> {
  const requestId = request.headers.get("x-request-id") ?? randomUUID();
  const response = await answer(request, options).catch((error: unknown) => {
    if (error instanceof Refusal) return responseOf(refusalAnswer(error));
    log().error({ err: error, requestId }, "discount service: unexpected error");
    return responseOf(refusalAnswer(new Refusal("1124", [`Request ${requestId}`])));
  });
  response.headers.set("x-request-id", printable(requestId));
  return response;
}

function printable(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, "").slice(0, 128);
}

async function answer(request: Request, { inProcess = false, address }: Options): Promise<Response> {
  if (!inProcess && address !== undefined) count("address", address);
  const url = new URL(request.url);
  const path = url.pathname.replace(/\/+$/, "");
  if (/^\/ims\/token\/v[23]$/.test(path)) return responseOf(await giveToken(request, url));
  if (path === "/ping" || path === "/partnerservice/ping") return ping(request, path);
  const found = paths.find(({ pattern }) => pattern.test(path));
  if (!found) return responseOf(unknownPath(url.pathname));
  const endpoint = found.methods[request.method];
  if (!endpoint) return responseOf(wrongMethod(request.method, Object.keys(found.methods)));
  const call = callFrom(request, url, inProcess);
  return responseOf(await endpoint(call, decoded(found.pattern.exec(path)?.[1])));
}

function decoded(part: string | undefined): string {
  try {
    return decodeURIComponent(part ?? "");
  } catch {
    return part ?? "";
  }
}

/** @throws Refusal 4118 over the limit */
function count(kind: "token" | "address", id: string): void {
  try {
    countRequest(kind, id);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    throw new Refusal("4118", [error.message], { "retry-after": String(retryAfterOf(error)) });
  }
}

/** @throws Refusal 4115, 4116, 4117, 4118, 4119, 4120 */
function callFrom(request: Request, url: URL, inProcess: boolean): Call {
  const caller = callerOf(request);
  // The embedded client is ourselves, on behalf of checkouts that were counted already.
  if (!inProcess && !isEmbedded(caller)) count("token", caller.clientId);
  const correlationId = request.headers.get("x-correlation-id")?.trim() ?? "";
  if (correlationId === "" || correlationId.length > 128) throw new Refusal("4119");
  const requestId = request.headers.get("x-request-id");
  if (requestId && !inProcess) assertRequestId(caller.clientId, requestId, correlationId);
  const asked = inProcess ? new Date(request.headers.get("x-channelbook-at") ?? Number.NaN) : null;
  const isAsOf = asked !== null && !Number.isNaN(asked.getTime());
  return { request, url, caller, correlationId, at: isAsOf ? asked : clock.now(), isAsOf, inProcess };
}

async function giveToken(request: Request, url: URL): Promise<Answer> {
  if (request.method !== "POST") return wrongMethod(request.method, ["POST"]);
  const form = new URLSearchParams(await readText(request));
  for (const [name, value] of url.searchParams) if (!form.has(name)) form.set(name, value);
  const { grantType, clientId, clientSecret } = parseTokenRequest(form);
  if (grantType !== "client_credentials") return presentTokenError("unsupported_grant_type");
  if (clientId === "" || clientSecret === "") return presentTokenError("invalid_request");
  const caller = await authenticate(clientId, clientSecret);
  if (!caller) return presentTokenError("invalid_client");
  return { status: 200, body: presentToken(issueToken(caller), tokenLifeSeconds) };
}

/** The service is there; below `partnerservice` also: the token is good. */
async function ping(request: Request, path: string): Promise<Response> {
  if (request.method !== "GET") return responseOf(wrongMethod(request.method, ["GET"]));
  if (path === "/ping") await assertKey(request);
  else callerOf(request);
  return new Response("pong", { headers: { "content-type": "text/plain", "cache-control": "no-store" } });
}
