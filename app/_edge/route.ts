import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Actor } from "@/lib/domain/access";
import { DomainError, isDomainError } from "@/lib/domain/errors";
import { type ListQuery, parseListQuery } from "@/lib/domain/rql";
import { applySelect } from "@/lib/domain/rql-select";
import { withRequestId } from "@/lib/services/context";
import { textFault } from "@/lib/services/json-text";
import { actorOfRequest } from "./actor";
import { parsed, readJson } from "./body";
import { connectError, expected, json } from "./envelopes";
import { rawQuery } from "./raw-query";

type Context = { params: Promise<Record<string, string | string[] | undefined>> };
export type Handler = (request: Request, context: Context) => Promise<Response>;

type Input<P, B> = {
  params: P;
  body: B;
  /** The parsed query string: RQL, limit, offset; parameters of our own stand in `query.extra`. */
  query: ListQuery;
  request: Request;
};

type Spec<P, B, R> = {
  params?: z.ZodType<P>;
  body?: z.ZodType<B>;
  /** Names of query parameters that are not filters. */
  reserved?: readonly string[];
  run: (actor: Actor, input: Input<P, B>) => Promise<R>;
  /** What is answered; a Response passes through. Without it the answer is `{}`. */
  reply?: (result: R, input: Input<P, B> & { actor: Actor }) => unknown;
  status?: number;
};

/** Every path parameter as text. */
export const anyParams = z.record(z.string(), z.string());

/** One REST verb: who, what, do it, answer. Errors become the Connect envelope, unknown ones are logged by id. */
export function route<P = Record<string, string>, B = undefined, R = unknown>(spec: Spec<P, B, R>): Handler {
  return (request, context) =>
    answered(request, async () => {
      const actor = await actorOfRequest(request);
      const params = (await context.params) ?? {};
      assertPossible(params);
      const input: Input<P, B> = {
        params: parsed((spec.params ?? anyParams) as z.ZodType<P>, params),
        query: parseListQuery(rawQuery(request), spec.reserved),
        body: (spec.body ? parsed(spec.body, (await readJson(request)) ?? {}) : undefined) as B,
        request,
      };
      const result = await spec.run(actor, input);
      const body = spec.reply ? spec.reply(result, { ...input, actor }) : {};
      if (body instanceof Response) return body;
      if (spec.status === 204) return new Response(null, { status: 204 });
      return json(selected(body, input.query), { status: spec.status ?? 200, headers: etagOf(result) });
    });
}

/** No id holds such text, and a database that cannot hold it must not be asked for it. */
function assertPossible(params: Awaited<Context["params"]>): void {
  const isOdd = Object.values(params)
    .flat()
    .some((value) => value !== undefined && textFault(value) !== undefined);
  if (isOdd) throw new DomainError("not_found", "There is nothing at this address.");
}

/** What `select(…)` of the query leaves of an answer. */
function selected(body: unknown, { select }: ListQuery): unknown {
  return typeof body === "object" && body !== null && !Array.isArray(body) ? applySelect(body, select) : body;
}

/** A collection: a bare array with `Content-Range`, as Connect's clients read it. */
export function collection<P = Record<string, string>, R = unknown>(spec: {
  params?: z.ZodType<P>;
  reserved?: readonly string[];
  run: (actor: Actor, input: Input<P, undefined>) => Promise<{ rows: R[]; total: number }>;
  present: (row: R, actor: Actor) => unknown;
}): Handler {
  return route<P, undefined, { rows: R[]; total: number }>({
    ...spec,
    reply: ({ rows, total }, { query, actor }) =>
      json(
        rows.map((row) => selected(spec.present(row, actor), query)),
        { headers: { "content-range": contentRange(query, rows.length, total) } },
      ),
  });
}

/** `items FIRST-LAST/TOTAL`; nothing to show is `items 0-0/0`, past the end `items OFFSET-OFFSET/TOTAL`. */
export function contentRange(query: { limit: number; offset: number }, count: number, total: number): string {
  if (count > 0) return `items ${query.offset}-${query.offset + count - 1}/${total}`;
  return query.limit === 0 || total === 0
    ? `items 0-0/${total}`
    : `items ${query.offset}-${query.offset}/${total}`;
}

/** A resource that carries a revision answers it as its ETag. */
function etagOf(result: unknown): Record<string, string> {
  const revision =
    typeof result === "object" && result !== null && "revision" in result ? result.revision : undefined;
  return typeof revision === "number" ? { etag: `"${revision}"` } : {};
}

const methods = ["GET", "POST", "PUT", "DELETE", "PATCH"] as const;
type Method = (typeof methods)[number];

/** All five verbs of a path: those given, and a 405 with `Allow` for the rest. */
export function resource(handlers: Partial<Record<Method, Handler>>): Record<Method, Handler> {
  const allow = methods.filter((m) => handlers[m]).join(", ");
  const refuse: Handler = (request) =>
    answered(request, async () =>
      connectError(
        new DomainError("invalid", `${request.method} is not possible here. Allowed: ${allow}.`, {
          reason: "method",
        }),
        { allow },
      ),
    );
  const { GET = refuse, POST = refuse, PUT = refuse, DELETE = refuse, PATCH = refuse } = handlers;
  return { GET, POST, PUT, DELETE, PATCH };
}

/** Runs `work` under the request's id, translates its errors, and stamps the id on the answer. */
export async function answered(request: Request, work: () => Promise<Response>): Promise<Response> {
  const given = request.headers.get("x-request-id");
  const id = given && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
  const response = await withRequestId(id, async () => {
    try {
      return await work();
    } catch (error) {
      return connectError(expected(error, id), retryAfter(error));
    }
  });
  response.headers.set("x-request-id", id);
  return response;
}

function retryAfter(error: unknown): Record<string, string> {
  return isDomainError(error) && error.reason === "too_many_requests" ? { "retry-after": "60" } : {};
}
