import { DomainError } from "@/lib/domain/errors";
import { uploadPath } from "@/lib/domain/sheet-import";

/** The file is not what it says, damaged, or holds something that is not understood. */
export function unreadable(message: string, cause?: unknown): DomainError {
  const issue = { path: uploadPath, message, rule: "file" };
  return new DomainError("invalid", `${uploadPath}: ${message}`, { issues: [issue], cause });
}

/** The file is larger than is allowed; `message` names what is allowed. */
export function tooLarge(message: string): DomainError {
  const issue = { path: uploadPath, message, rule: "limit" };
  return new DomainError("limit", `${uploadPath}: ${message}`, { issues: [issue], reason: "too_large" });
}

/** A size for people: 52 428 800 is “52.4 MB”. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;
}

export function grouped(count: number): string {
  return count.toLocaleString("en");
}
