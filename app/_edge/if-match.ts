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
