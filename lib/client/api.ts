import { z } from "zod";
import { DomainError, type ErrorCode, type ErrorReason, type Issue } from "../domain/errors";

type ApiRequest = {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as multipart, for uploads. */
  form?: FormData;
  /** Refuses the change when somebody else's came first (`If-Match`). */
  revision?: number | undefined;
  signal?: AbortSignal | undefined;
};

/** What the API answered. `revision` is its ETag, `total` the size of the whole collection. */
export type Answer<T> = { data: T; revision: number | undefined; total: number | undefined };

/**
 * Asks our own REST API with the browser's session.
 * @param path below `/public/v1`
 * @throws DomainError as the service threw it; `upstream` when the server could not be reached
 */
export async function ask<S extends z.ZodType>(
  schema: S,
  path: string,
  request: ApiRequest = {},
): Promise<Answer<z.output<S>>> {
  const response = await send(path, request);
  if (!response.ok) throw await refused(response);
  const text = await response.text();
  return {
    data: schema.parse(text === "" ? undefined : JSON.parse(text)),
    revision: revisionOf(response.headers.get("etag")),
    total: totalOf(response.headers.get("content-range")),
  };
}

async function send(path: string, { method = "GET", body, form, revision, signal }: ApiRequest) {
  const headers = new Headers();
  if (body !== undefined) headers.set("content-type", "application/json");
  if (revision !== undefined) headers.set("if-match", `"${revision}"`);
  try {
    return await fetch(`/public/v1${path}`, {
      method,
      headers,
      body: body === undefined ? (form ?? null) : JSON.stringify(body),
      signal: signal ?? null,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new DomainError("upstream", "The server cannot be reached. Check the connection and try again.", {
      cause: error,
    });
  }
}

const envelope = z.object({
  error_code: z.string(),
  errors: z.array(z.string()),
  details: z.unknown().optional(),
});

const codes: Record<string, [ErrorCode, ErrorReason?]> = {
  VAL_001: ["invalid"],
  VAL_002: ["invalid", "query"],
  VAL_003: ["invalid", "content_type"],
  STA_001: ["wrong_state"],
  RDY_001: ["invalid", "not_ready"],
  AUTH_001: ["unauthenticated"],
  AUTH_002: ["forbidden"],
  NFND_000: ["not_found"],
  CFL_001: ["conflict"],
  LIM_001: ["limit"],
  UPS_001: ["upstream"],
};

/** The envelope of the platform API (API.md §1), as the error that it was made of. */
async function refused(response: Response): Promise<DomainError> {
  const found = envelope.safeParse(await response.json().catch(() => undefined));
  if (!found.success) {
    return new DomainError("internal", `The server answered ${response.status}. Try again in a moment.`);
  }
  const { error_code, errors, details } = found.data;
  const [code, reason] = codes[error_code] ?? ["internal"];
  const precondition = response.status === 412 ? ("precondition" as const) : reason;
  return new DomainError(code, errors.join(" "), {
    issues: code === "invalid" ? errors.map(issueOf) : [],
    ...(precondition ? { reason: precondition } : {}),
    details,
  });
}

/** `attributes.price: “x” is not an amount` */
function issueOf(text: string): Issue {
  const match = /^([\w.[\]-]+): ([\s\S]+)$/.exec(text);
  return match ? { path: match[1] ?? "", message: match[2] ?? "" } : { path: "", message: text };
}

function revisionOf(etag: string | null): number | undefined {
  const digits = /^(?:W\/)?"(\d+)"$/.exec(etag ?? "")?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function totalOf(contentRange: string | null): number | undefined {
  const digits = /\/(\d+)$/.exec(contentRange ?? "")?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** What went wrong, as a sentence for people. */
export function messageOf(error: unknown): string {
  if (!(error instanceof DomainError)) return "Something went wrong. Try again.";
  const text = error.issues.map((issue) => issue.message).join(" ") || error.message;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
