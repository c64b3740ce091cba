import { DomainError, type ErrorCode, type ErrorReason, type Issue } from "@/lib/domain/errors";

/**
 * What the threads say to each other about one job; `job` is its number, so that nothing late reaches the next one.
 * The worker asks for what it is fed (`need`), and sends a batch of rows (`rows`) only when the main thread has taken
 * (`taken`) the one before: neither side can bury the other in messages.
 */
export type ToWorker =
  | { type: "start"; job: number; kind: string; input: unknown }
  | { type: "fed"; job: number; items: readonly unknown[] | null }
  | { type: "taken"; job: number };

export type FromWorker =
  | { type: "need"; job: number }
  | { type: "rows"; job: number; rows: unknown[] }
  | { type: "progress"; job: number; percent: number }
  | { type: "done"; job: number; result: unknown }
  | { type: "failed"; job: number; error: PlainError };

/** An error as it crosses between threads: cloning would lose the class and the fields of a DomainError. */
export type PlainError =
  | { domain: true; code: ErrorCode; message: string; issues: Issue[]; reason?: ErrorReason | undefined }
  | { domain: false; message: string; stack?: string | undefined };

export function toPlainError(error: unknown): PlainError {
  if (error instanceof DomainError) {
    const { code, message, issues, reason } = error;
    return { domain: true, code, message, issues, reason };
  }
  if (error instanceof Error) return { domain: false, message: error.message, stack: error.stack };
  return { domain: false, message: String(error) };
}

export function fromPlainError(plain: PlainError): Error {
  if (plain.domain) {
    const { code, message, issues, reason } = plain;
    return new DomainError(code, message, reason === undefined ? { issues } : { issues, reason });
  }
  const error = new Error(plain.message);
  if (plain.stack !== undefined) error.stack = plain.stack;
  return error;
}
