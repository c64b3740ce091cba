import { DomainError } from "@/lib/domain/errors";
import { parseFailure, type UpstreamFailure } from "./refusal";
import { parseToken, type Token, tokenForm } from "./token";

/** The part of `fetch` that is used: our own handler serves it in process, and the network otherwise. */
export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

export type TransportOptions = {
  fetch: Fetch;
  /** Where `/v3` lies, without it. */
  baseUrl: string;
  /** The token service: its base, or the full address of its token path. */
  imsUrl: string;
  clientId: string;
  clientSecret: string;
  /** A new UUID. */
  newId: () => string;
  now: () => Date;
  /** Waits between attempts; tests hand one that does not. */
  wait?: (milliseconds: number) => Promise<void>;
  /** For one attempt, in milliseconds. */
  timeout?: number;
};

export type Call = {
  method: "GET" | "POST" | "PATCH";
  /** From the base, query included. */
  uri: string;
  body?: unknown;
  /** One for each intent: the same again only when there was no answer (vipmp reference §2.2). */
  correlationId: string;
  headers?: Record<string, string>;
};

export type Answer = { ok: true; status: number; body: unknown } | { ok: false; failure: UpstreamFailure };

const usualTimeout = 60_000;
/** Pauses before reading again after 429 and 5xx; what writes is never repeated after an answer. */
const pauses = [250, 1000];
const mostCharacters = 20_000_000;

/** Upstream gave no usable answer at all: `unreachable`, or `refused` what we sent. */
export type UpstreamDetails = { kind: "unreachable" | "refused"; status: number | null; code: string | null };

export function unreachable(message: string, status: number | null = null, cause?: unknown): DomainError {
  const details: UpstreamDetails = { kind: "unreachable", status, code: null };
  return new DomainError("upstream", `The discount service cannot be reached: ${message}`, {
    details,
    cause,
  });
}

/** A refusal that is not about a discount code. Without a usable status or with one of the server's side it counts as unreachable. */
export function refused(failure: UpstreamFailure): DomainError {
  const { status, code, message } = failure;
  const isAway = status >= 500 || status === 429 || status === 401 || status === 403 || code === "4122";
  const details: UpstreamDetails = { kind: isAway ? "unreachable" : "refused", status, code };
  const words = [message.replace(/\.$/, ""), ...failure.details].join("; ");
  return new DomainError("upstream", `The discount service answered ${code ?? status}: ${words}.`, {
    details,
  });
}

/** Should a preview go on without discounts (DESIGN §8.7)? */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof DomainError) || error.code !== "upstream") return false;
  const { details } = error;
  return (
    typeof details === "object" && details !== null && "kind" in details && details.kind === "unreachable"
  );
}

/** Sends calls with a cached token and the headers that upstream demands. */
export function createTransport(options: TransportOptions) {
  const tokens = createTokenCache(options);
  const base = options.baseUrl.replace(/\/+$/, "");
  const wait = options.wait ?? pause;

  async function attempt(call: Call): Promise<Answer> {
    const first = await send(call, await tokens.get());
    if (first.ok || first.failure.status !== 401) return first;
    tokens.forget();
    return send(call, await tokens.get());
  }

  async function send(call: Call, token: string): Promise<Answer> {
    const headers = {
      Authorization: `Bearer ${token}`,
      "X-Api-Key": options.clientId,
      "X-Correlation-Id": call.correlationId,
      "X-Request-Id": options.newId(),
      Accept: "application/json",
      "Content-Type": "application/json",
      ...call.headers,
    };
    const body = call.body === undefined ? {} : { body: JSON.stringify(call.body) };
    return read(
      await withoutAnswerOnce(() =>
        request(options, base + call.uri, { method: call.method, headers, ...body }),
      ),
    );
  }

  /** Calls once, or, of what only reads, again after 429 and 5xx. */
  return async function call(given: Call): Promise<Answer> {
    for (const milliseconds of given.method === "GET" ? pauses : []) {
      const answer = await attempt(given);
      if (answer.ok || (answer.failure.status !== 429 && answer.failure.status < 500)) return answer;
      await wait(milliseconds);
    }
    return attempt(given);
  };
}

/** No answer: tries once more. The correlation id is the same, so upstream does nothing twice. */
async function withoutAnswerOnce(send: () => Promise<Response>): Promise<Response> {
  try {
    return await send();
  } catch {
    return await send().catch((error: unknown) => {
      throw unreachable(error instanceof Error ? error.message : "no answer", null, error);
    });
  }
}

function request(options: TransportOptions, url: string, init: RequestInit): Promise<Response> {
  const signal = AbortSignal.timeout(options.timeout ?? usualTimeout);
  return options.fetch(url, { ...init, signal, redirect: "error" });
}

async function read(response: Response): Promise<Answer> {
  const body = await jsonOf(response);
  if (response.ok) return { ok: true, status: response.status, body };
  return { ok: false, failure: parseFailure(response.status, body) };
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text().catch((error: unknown) => {
    throw unreachable("its answer broke off", response.status, error);
  });
  if (text.length > mostCharacters) throw unreachable("its answer is too large", response.status);
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** One token for all callers; those that come while it is fetched wait for the same answer. */
function createTokenCache(options: TransportOptions) {
  let token: Token | null = null;
  let pending: Promise<Token> | null = null;

  async function fetchToken(): Promise<Token> {
    const headers = { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" };
    const body = tokenForm(options.clientId, options.clientSecret).toString();
    const response = await withoutAnswerOnce(() =>
      request(options, tokenUrl(options.imsUrl), { method: "POST", headers, body }),
    );
    const answer = await read(response);
    if (!answer.ok)
      throw unreachable(`no token was given (${answer.failure.message})`, answer.failure.status);
    const found = parseToken(answer.body, options.now());
    if (!found) throw unreachable("its token answer holds no token", answer.status);
    return found;
  }

  return {
    async get(): Promise<string> {
      if (token && options.now() < token.freshUntil) return token.accessToken;
      pending ??= fetchToken().finally(() => {
        pending = null;
      });
      token = await pending;
      return token.accessToken;
    },
    forget(): void {
      token = null;
    },
  };
}

/** The token path of the base, or the address as given when it names a path itself. */
export function tokenUrl(imsUrl: string): string {
  const trimmed = imsUrl.replace(/\/+$/, "");
  return new URL(trimmed).pathname === "/" ? `${trimmed}/ims/token/v3` : trimmed;
}
