import { DomainError, type ErrorCode, type ErrorReason, isDomainError } from "@/lib/domain/errors";
import { log } from "@/lib/services/log";

/** Status and code on the wire (API.md §1); a reason narrows a code. */
const byCode: Record<ErrorCode, [number, string]> = {
  invalid: [400, "VAL_001"],
  unauthenticated: [401, "AUTH_001"],
  forbidden: [403, "AUTH_002"],
  not_found: [404, "NFND_000"],
  wrong_state: [400, "STA_001"],
  conflict: [409, "CFL_001"],
  limit: [400, "LIM_001"],
  upstream: [502, "UPS_001"],
  internal: [500, "SYS_001"],
};

const byReason: Record<ErrorReason, [number, string]> = {
  query: [400, "VAL_002"],
  not_ready: [400, "RDY_001"],
  content_type: [415, "VAL_003"],
  method: [405, "VAL_003"],
  precondition: [412, "CFL_001"],
  only_draft_item: [400, "PRD_038"],
  too_large: [413, "LIM_001"],
  too_many_requests: [429, "LIM_001"],
  under_way: [409, "CFL_001"],
};

/** A JSON answer with exactly the content type that Connect's clients insist on. */
export function json(
  body: unknown,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return new Response(JSON.stringify(body), {
    status: init.status ?? 200,
    headers: { "content-type": "application/json", ...init.headers },
  });
}

/** An expected error as it is; an unexpected one logged with the request's id, of which only the id is shown. */
export function expected(error: unknown, requestId: string): DomainError {
  if (isDomainError(error)) return error;
  log().error({ err: error, requestId }, "unexpected error");
  return new DomainError("internal", `Something went wrong on our side (request ${requestId}).`);
}

/** The status that goes with an error. */
export function statusOf(error: DomainError): number {
  return (error.reason ? byReason[error.reason] : byCode[error.code])[0];
}

/** The Connect envelope: `{error_code, errors[]}`, plus `details` for machines. */
export function connectError(error: DomainError, headers: Record<string, string> = {}): Response {
  const [status, code] = error.reason ? byReason[error.reason] : byCode[error.code];
  const errors =
    error.issues.length > 0
      ? error.issues.map((i) => (i.path ? `${i.path}: ${i.message}` : i.message))
      : [error.message];
  const issues = error.issues.filter((i) => i.rule !== undefined || i.value !== undefined);
  const details =
    error.details ??
    (issues.length > 0 ? issues.map(({ path, rule, value }) => ({ path, rule, value })) : undefined);
  return json(
    { error_code: code, errors, ...(details === undefined ? {} : { details }) },
    { status, headers },
  );
}
