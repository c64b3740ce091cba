import { presentError, type VipmpErrorBody, type VipmpErrorCode } from "../../vipmp/errors";

/** A refusal with its code and details; the handler answers it in the service's own envelope. */
export class Refusal extends Error {
  readonly code: VipmpErrorCode;
  readonly details: string[];
  readonly headers: Record<string, string>;

  constructor(code: VipmpErrorCode, details: string[] = [], headers: Record<string, string> = {}) {
    super(`${code} ${details.join("; ")}`);
    this.name = "Refusal";
    this.code = code;
    this.details = details;
    this.headers = headers;
  }
}

/** What is answered, before it becomes a Response: it can be kept and replayed. */
export type Answer = { status: number; body: unknown; headers?: Record<string, string> };

export function refusalAnswer({ code, details, headers }: Refusal): Answer {
  return { ...presentError(code, details), headers };
}

/** The reference has no code for an unknown path or method; the HTTP status is the code then. */
function plainError(status: number, message: string, details: string[] = []): Answer {
  const body: VipmpErrorBody = {
    code: String(status),
    message,
    ...(details.length > 0 ? { additionalDetails: details } : {}),
  };
  return { status, body };
}

export function unknownPath(path: string): Answer {
  return plainError(404, "Resource not found", [path]);
}

export function wrongMethod(method: string, allowed: readonly string[]): Answer {
  const answer = plainError(405, `${method} is not allowed here`, [`Allowed: ${allowed.join(", ")}`]);
  return { ...answer, headers: { allow: allowed.join(", ") } };
}

export function responseOf({ status, body, headers }: Answer): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store", ...headers },
  });
}
