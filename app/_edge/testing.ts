import type { z } from "zod";
import type { Actor } from "@/lib/domain/access";
import { createToken, type TokenInput } from "@/lib/services/tokens";
import type { Handler } from "./route";

type Call = {
  method?: string;
  /** The query string without its question mark. */
  query?: string;
  /** The parameters of the path. */
  params?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  form?: FormData;
  headers?: Record<string, string>;
};

/** Calls route handlers as the holder of a new token of the actor's account: of an admin, unless `rights` say otherwise. */
export async function apiClient(actor: Actor, rights: Partial<z.infer<typeof TokenInput>> = {}) {
  const input = { name: "test", role: "admin" as const, modules: null, expires_at: null, ...rights };
  const { header } = await createToken(actor, input);
  return (handler: Handler, call: Call = {}) =>
    callHandler(handler, { ...call, headers: { authorization: header, ...call.headers } });
}

/** One request to a route handler, without a token unless `headers` hold one. JSON comes back parsed, anything else as text. */
export async function callHandler(handler: Handler, call: Call = {}) {
  const { method = "GET", query = "", params = {}, body, form, headers = {} } = call;
  const json: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  const content = form ?? (body === undefined ? undefined : JSON.stringify(body));
  const request = new Request(`http://localhost/public/v1/x?${query}`, {
    method,
    headers: { ...json, ...headers },
    ...(content === undefined ? {} : { body: content }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  const isJson = response.headers.get("content-type") === "application/json";
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}
