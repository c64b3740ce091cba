import { createHash } from "node:crypto";
import { DomainError } from "@/lib/domain/errors";

/** The revision that `If-Match` names; undefined without the header or with `*`. @throws DomainError `conflict` when it is none of our ETags */
export function ifMatch(request: Request): number | undefined {
  const header = request.headers.get("if-match")?.trim();
  if (!header || header === "*") return undefined;
  const revision = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1];
  if (revision !== undefined) return Number(revision);
  throw new DomainError("conflict", `If-Match: ${header} is not the ETag of this resource, such as "3".`, {
    reason: "precondition",
  });
}

/** The ETag of an answer that carries no revision. @param body as it is answered, before `select(…)` */
export function contentTag(body: unknown): string {
  return `"${createHash("sha256").update(JSON.stringify(body)).digest("base64url").slice(0, 22)}"`;
}

/**
 * For what carries no revision: refuses when `If-Match` names another state than the current one.
 * @param body what is answered for the current state
 * @throws DomainError `conflict`, reason `precondition`
 */
export function assertContent(request: Request, body: unknown): void {
  const header = request.headers.get("if-match")?.trim();
  if (!header || header === "*" || header.replace(/^W\//, "") === contentTag(body)) return;
  throw new DomainError(
    "conflict",
    `If-Match: ${header} is not the ETag of this resource, which has changed since you read it. Load it again and repeat your change.`,
    { reason: "precondition" },
  );
}
