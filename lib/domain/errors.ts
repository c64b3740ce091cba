/** The closed list of what can go wrong. The edge translates a code into a status, an envelope or a form message. */
export type ErrorCode =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "wrong_state"
  | "conflict"
  | "limit"
  | "upstream"
  | "internal";

/** Narrows a code where one code has several answers on the wire (API.md §1), e.g. `invalid` + `not_ready` is RDY_001. */
export type ErrorReason =
  | "query"
  | "not_ready"
  | "content_type"
  | "method"
  | "precondition"
  | "only_draft_item"
  | "too_large"
  | "too_many_requests"
  | "under_way";

/** One field that is wrong: where it is, what is allowed, and optionally the rule's name and the refused value. */
export type Issue = { path: string; message: string; rule?: string; value?: unknown };

type Options = { issues?: Issue[]; reason?: ErrorReason; details?: unknown; cause?: unknown };

/** Every expected failure. `message` is a sentence for people and may be shown as it is. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly issues: Issue[];
  readonly reason: ErrorReason | undefined;
  /** Machine-readable facts that the API adds under `details`. */
  readonly details: unknown;

  constructor(code: ErrorCode, message: string, options: Options = {}) {
    super(message, { cause: options.cause });
    this.name = "DomainError";
    this.code = code;
    this.issues = options.issues ?? [];
    this.reason = options.reason;
    this.details = options.details;
  }
}

/** One wrong field. */
export function invalid(
  path: string,
  message: string,
  extra: Pick<Issue, "rule" | "value"> = {},
): DomainError {
  return new DomainError("invalid", `${path}: ${message}`, { issues: [{ path, message, ...extra }] });
}

/** Several wrong fields at once. `issues` must not be empty. */
export function invalidFields(issues: Issue[]): DomainError {
  return new DomainError("invalid", issues.map((i) => `${i.path}: ${i.message}`).join("; "), { issues });
}

/** Not there, or not the actor's: the two are deliberately not told apart (DESIGN §1, Tenancy). */
export function notFound(what: string, id: string): DomainError {
  return new DomainError("not_found", `${what} ${id} was not found.`);
}

/** Somebody else changed the object first. */
export function conflict(message: string): DomainError {
  return new DomainError("conflict", message);
}

export function isDomainError(error: unknown): error is DomainError {
  return error instanceof DomainError;
}
