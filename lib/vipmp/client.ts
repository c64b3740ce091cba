import type { DiscountTerms } from "@/lib/domain/discount";
import type { Segment } from "@/lib/domain/states";
import {
  type FlexDiscountSearch,
  flexDiscountParams,
  mergeSightings,
  parseFlexDiscount,
} from "./flex-discounts";
import type { OrderRequest } from "./order-request";
import { type OrderAnswer, parseOrderAnswer } from "./orders";
import { parsePage } from "./paging";
import { codeRefusalOf, type LineRefusal } from "./refusal";
import {
  type Answer,
  type Call,
  createTransport,
  refused,
  type TransportOptions,
  unreachable,
} from "./transport";

/** An order that upstream took or priced, or the one code for which it refused. */
export type OrderResult = { kind: "answer"; order: OrderAnswer } | { kind: "refused"; refusal: LineRefusal };

/** The discounts found. `refusal` is set when an exact code exists and is spent (2142). */
export type FlexDiscountsFound = { discounts: DiscountTerms[]; refusal: LineRefusal | null };

export type CallOptions = {
  /** The intent's id; a new one unless given. Orders give a stable one, so that a replay is the same order. */
  correlationId?: string;
  /** The instant of an as-of preview; only our own service in process listens. */
  at?: Date;
};

const pageSize = 50;
const mostPages = 400;
/** Keeps the query well below what servers take. */
const offersPerCall = 100;

/** The client of a VIPMP-shaped service: all pages, one correlation id for each intent, refusals told from outages. */
export function createVipmpClient(options: TransportOptions) {
  const connection = { call: createTransport(options), newId: options.newId, baseUrl: options.baseUrl };

  return {
    /**
     * All discounts of a segment and country, every page read; narrowed by offers, or found by an exact code.
     * A country outside the contract (1178) has none.
     * @throws DomainError `upstream`.
     */
    async flexDiscounts(search: FlexDiscountSearch, given: CallOptions = {}): Promise<FlexDiscountsFound> {
      const parts = chunks(search.offerIds ?? [], offersPerCall);
      const found: FlexDiscountsFound[] = [];
      for (const offerIds of parts.length > 0 ? parts : [[]]) {
        const params = flexDiscountParams({ ...search, offerIds });
        params.set("limit", String(pageSize));
        params.set("offset", "0");
        found.push(await readAll(connection, `/v3/flex-discounts?${params}`, search, given));
      }
      return {
        discounts: mergeSightings(found.flatMap(({ discounts }) => discounts)),
        refusal: found.find(({ refusal }) => refusal !== null)?.refusal ?? null,
      };
    },

    /** The reusable discounts that a customer has used. @throws DomainError `upstream`. */
    async customerFlexDiscounts(
      customerId: string,
      asked: { segment: Segment; country: string },
      given: CallOptions = {},
    ): Promise<DiscountTerms[]> {
      const uri = `/v3/customers/${encodeURIComponent(customerId)}/flex-discounts?limit=${pageSize}&offset=0`;
      return (await readAll(connection, uri, asked, given)).discounts;
    },

    /** Prices an order without placing it (PREVIEW, PREVIEW_RENEWAL). @throws DomainError `upstream`. */
    previewOrder(customerId: string, order: OrderRequest, given: CallOptions = {}): Promise<OrderResult> {
      return post(connection, `${ordersOf(customerId)}?fetch-price=true`, order, given);
    },

    /** Places an order (NEW, RENEWAL, RETURN) under a stable correlation id. @throws DomainError `upstream`. */
    placeOrder(customerId: string, order: OrderRequest, correlationId: string): Promise<OrderResult> {
      return post(connection, ordersOf(customerId), order, { correlationId });
    },

    /** An order as it stands, to poll one that is open (1002). @throws DomainError `upstream`. */
    async order(customerId: string, orderId: string): Promise<OrderAnswer> {
      const uri = `${ordersOf(customerId)}/${encodeURIComponent(orderId)}`;
      const answer = await connection.call({ method: "GET", uri, correlationId: options.newId() });
      if (!answer.ok) throw refused(answer.failure);
      return orderOf(answer);
    },

    /**
     * Any other call, e.g. customers and subscriptions: the body of a 2xx answer.
     * @throws DomainError `upstream`.
     */
    async send(
      method: "GET" | "POST" | "PATCH",
      uri: string,
      body?: unknown,
      given: CallOptions = {},
    ): Promise<unknown> {
      const correlationId = given.correlationId ?? options.newId();
      const answer = await connection.call({ method, uri, body, correlationId, headers: headersOf(given) });
      if (!answer.ok) throw refused(answer.failure);
      return answer.body;
    },
  };
}

export type VipmpClient = ReturnType<typeof createVipmpClient>;

type Connection = { call: (given: Call) => Promise<Answer>; newId: () => string; baseUrl: string };

function headersOf({ at }: CallOptions): Record<string, string> {
  return at ? { "X-Channelbook-At": at.toISOString() } : {};
}

/** Each page is a call of its own and has its own correlation id; a repeated one would bring the first page again. */
async function readAll(
  { call, newId, baseUrl }: Connection,
  uri: string,
  asked: { segment: Segment; country: string },
  given: CallOptions,
): Promise<FlexDiscountsFound> {
  const discounts: DiscountTerms[] = [];
  const visited = new Set<string>();
  let next: string | null = uri;
  let read = 0;
  while (next !== null && !visited.has(next) && visited.size < mostPages) {
    visited.add(next);
    const answer = await call({
      method: "GET",
      uri: next,
      correlationId: newId(),
      headers: headersOf(given),
    });
    if (!answer.ok) return nothingFound(answer);
    const page = parsePage(answer.body, "flexDiscounts");
    if (!page) throw unreachable("its list of discounts cannot be read", answer.status);
    read += page.items.length;
    discounts.push(...page.items.flatMap((raw) => parseFlexDiscount(raw, asked) ?? []));
    const isDone = page.items.length === 0 || (page.totalCount !== null && read >= page.totalCount);
    next = isDone || page.next === null ? null : relativeUri(page.next, baseUrl);
  }
  return { discounts, refusal: null };
}

async function post(
  { call, newId }: Connection,
  uri: string,
  body: unknown,
  given: CallOptions,
): Promise<OrderResult> {
  const correlationId = given.correlationId ?? newId();
  const answer = await call({ method: "POST", uri, body, correlationId, headers: headersOf(given) });
  if (answer.ok) return { kind: "answer", order: orderOf(answer) };
  const refusal = codeRefusalOf(answer.failure);
  if (!refusal) throw refused(answer.failure);
  return { kind: "refused", refusal };
}

function nothingFound(answer: Extract<Answer, { ok: false }>): FlexDiscountsFound {
  if (answer.failure.code === "1178") return { discounts: [], refusal: null };
  const refusal = codeRefusalOf(answer.failure);
  if (!refusal) throw refused(answer.failure);
  return { discounts: [], refusal };
}

function orderOf(answer: Extract<Answer, { ok: true }>): OrderAnswer {
  const order = parseOrderAnswer(answer.body);
  if (!order) throw unreachable("its answer to the order cannot be read", answer.status);
  return order;
}

function ordersOf(customerId: string): string {
  return `/v3/customers/${encodeURIComponent(customerId)}/orders`;
}

/** Links are relative to the base; one that leads to another server is not followed, as our token would go with it. */
function relativeUri(uri: string, baseUrl: string): string {
  const base = new URL(baseUrl);
  const target = new URL(uri, base);
  if (target.origin !== base.origin)
    throw unreachable(`its next page is on another server (${target.origin})`);
  const prefix = base.pathname.replace(/\/+$/, "");
  const path = target.pathname.startsWith(`${prefix}/`)
    ? target.pathname.slice(prefix.length)
    : target.pathname;
  return path + target.search;
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) =>
    list.slice(i * size, (i + 1) * size),
  );
}
