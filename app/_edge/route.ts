import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Actor } from "@/lib/domain/access";
import { DomainError, isDomainError } from "@/lib/domain/errors";
import { type ListQuery, parseListQuery } from "@/lib/domain/rql";
import { applySelect } from "@/lib/domain/rql-select";
import { withRequestId } from "@/lib/services/context";
import { textFault } from "@/lib/services/json-text";
import { countRequest, retryAfterOf } from "@/lib/services/request-limit";
import { actorOfRequest } from "./actor";
import { parsed, parsedBody, readJson } from "./body";
import { addressOf } from "./client-address";
import { connectError, expected, json } from "./envelopes";
import { idempotently } from "./idempotency";
import { contentTag } from "./if-match";
import { keyGuard } from "./known-keys";
import type { Operation } from "./openapi/operation";
import { rawQuery } from "./raw-query";

type Context = { params: Promise<Record<string, string | string[] | undefined>> };
export type Handler = ((request: Request, context: Context) => Promise<Response>) & {
  /** Of every verb that does something; a refused one has none. */
  operation?: Operation;
};

type Input<P, B, Q extends z.ZodRawShape> = {
  params: P;
  body: B;
  /** The body before its schema read it, without read-only keys. */
  raw: unknown;
  /** The parsed query string: RQL, limit, offset. */
  query: ListQuery;
  /** Parameters of our own in the query string. */
  asked: z.output<z.ZodObject<Q>>;
  request: Request;
};

type Spec<P, B, R, A, Q extends z.ZodRawShape> = Partial<
  Pick<Operation, "summary" | "description" | "upload" | "file" | "status" | "ifMatch">
> & {
  params?: z.ZodType<P>;
  /** Parameters that are no filters, such as `at`. */
  query?: z.ZodObject<Q>;
  body?: z.ZodType<B>;
  run: (actor: Actor, input: Input<P, B, Q>) => Promise<R>;
  /** The schema of what is answered. */
  answer?: z.ZodType<unknown, A>;
  /** What is answered; a Response passes through. Without it the answer is `{}`. */
  reply?: (result: R, input: Input<P, B, Q> & { actor: Actor }) => NoInfer<A> | Response;
  /** False where the answer must not be stored: it holds a secret. */
  idempotent?: boolean;
};

/** Every path parameter as text. */
export const anyParams = z.record(z.string(), z.string());

const noBody = z.strictObject({});

/** One REST verb: who, what, do it, answer. Errors become the Connect envelope, unknown ones are logged by id. */
export function route<
  P = Record<string, string>,
  B = undefined,
  R = unknown,
  A = unknown,
  Q extends z.ZodRawShape = z.ZodRawShape,
>(spec: Spec<P, B, R, A, Q>): Handler {
  const { status = 200, reply } = spec;
  const read = bodyReader(spec);
  const asked: z.ZodObject<Q> = spec.query ?? (z.object({}) as z.ZodObject<Q>);
  const handler: Handler = (request, context) =>
    answered(request, async (id) => {
      const actor = await actorOfRequest(request);
      countRequest("token", actor.id);
      const respond = async () => {
        const given = (await context.params) ?? {};
        assertPossible(given);
        const params = parsed((spec.params ?? anyParams) as z.ZodType<P>, given);
        const query = parseListQuery(rawQuery(request), Object.keys(asked.shape));
        const own = parsed(asked, query.extra, "query");
        const input = { params, query, asked: own, request, ...(await read(request)) };
        const result = await spec.run(actor, input);
        const body = reply ? reply(result, { ...input, actor }) : {};
        if (body instanceof Response) return body;
        if (status === 204) return new Response(null, { status });
        return json(selected(body, query), { status, headers: etagOf(request, result, body) });
      };
      return spec.idempotent === false ? respond() : idempotently(actor, request, () => settled(id, respond));
    });
  return Object.assign(handler, { operation: { ...operationOf(spec), kind: "single" as const } });
}

function operationOf<P, B, R, A, Q extends z.ZodRawShape>(spec: Spec<P, B, R, A, Q>) {
  const { summary, description, params, query, body, upload, answer, file, status = 200, ifMatch } = spec;
  return { summary, description, params, query, body, upload, answer, file, status, ifMatch };
}

/** Reads and checks the body. One that creates or replaces a resource may hold what an answer holds (see keyGuard). */
function bodyReader<P, B, R, A, Q extends z.ZodRawShape>(spec: Spec<P, B, R, A, Q>) {
  if (spec.upload) return async () => ({ raw: undefined, body: undefined as B });
  const schema = (spec.body ?? noBody) as z.ZodType<B>;
  const [open, strict] = [keyGuard(schema, spec.answer), keyGuard(schema)];
  return async (request: Request) => {
    if (request.method !== "POST" && request.method !== "PUT")
      return { raw: undefined, body: undefined as B };
    const given = (await readJson(request)) ?? {};
    const { known, unknown } = (request.method === "PUT" || spec.status === 201 ? open : strict)(given);
    return { raw: known, body: parsedBody(schema, known, unknown) };
  };
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

/** A collection: a bare array with `Content-Range`, as Connect's clients read it. `answer` is the schema of one row. */
export function collection<
  P = Record<string, string>,
  R = unknown,
  A = unknown,
  Q extends z.ZodRawShape = z.ZodRawShape,
>(
  spec: Pick<Spec<P, undefined, R, A, Q>, "summary" | "description" | "params" | "query" | "answer"> & {
    run: (actor: Actor, input: Input<P, undefined, Q>) => Promise<{ rows: R[]; total: number }>;
    present: (row: R, actor: Actor) => NoInfer<A>;
  },
): Handler {
  const { answer, present, ...rest } = spec;
  const handler = route<P, undefined, { rows: R[]; total: number }, unknown, Q>({
    ...rest,
    reply: ({ rows, total }, { query, actor }) =>
      json(
        rows.map((row) => selected(present(row, actor), query)),
        { headers: { "content-range": contentRange(query, rows.length, total) } },
      ),
  });
  return Object.assign(handler, { operation: { ...operationOf(rest), answer, kind: "collection" as const } });
}

/** `items FIRST-LAST/TOTAL`; nothing to show is `items 0-0/0`, past the end `items OFFSET-OFFSET/TOTAL`. */
export function contentRange(query: { limit: number; offset: number }, count: number, total: number): string {
  if (count > 0) return `items ${query.offset}-${query.offset + count - 1}/${total}`;
  return query.limit === 0 || total === 0
    ? `items 0-0/${total}`
    : `items ${query.offset}-${query.offset}/${total}`;
}

/** A resource that carries a revision answers it as its ETag; another that is read, the hash of what it answers. */
function etagOf(request: Request, result: unknown, body: unknown): Record<string, string> {
  const revision =
    typeof result === "object" && result !== null && "revision" in result ? result.revision : undefined;
  if (typeof revision === "number") return { etag: `"${revision}"` };
  if (request.method !== "GET" || Array.isArray(body)) return {};
  return { etag: contentTag(body) };
}

const methods = ["GET", "POST", "PUT", "DELETE", "PATCH"] as const;
type Method = (typeof methods)[number];

/** What the file of a route exports. */
export type RouteModule = Record<Method, Handler>;

/** All five verbs of a path: those given, and a 405 with `Allow` for the rest. */
export function resource(handlers: Partial<RouteModule>): RouteModule {
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
export async function answered(
  request: Request,
  work: (requestId: string) => Promise<Response>,
): Promise<Response> {
  const given = request.headers.get("x-request-id");
  const id = given && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
  const response = await withRequestId(id, () =>
    settled(id, () => {
      countRequest("address", addressOf(request));
      return work(id);
    }),
  );
  response.headers.set("x-request-id", id);
  return response;
}

/** The answer of `work`, or the envelope of its error. */
async function settled(requestId: string, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    return connectError(expected(error, requestId), retryAfter(error));
  }
}

function retryAfter(error: unknown): Record<string, string> {
  if (!isDomainError(error)) return {};
  if (error.reason === "too_many_requests") return { "retry-after": String(retryAfterOf(error)) };
  return error.reason === "under_way" ? { "retry-after": "5" } : {};
}
