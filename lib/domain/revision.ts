import { DomainError } from "./errors";

/**
 * Refuses a change that was made looking at an older revision (DESIGN §9, lost updates).
 * @param seen the revision of `If-Match` or of the form; undefined when the writer did not say
 * @throws DomainError `conflict`, reason `precondition`, that names both revisions
 */
export function assertRevision(what: string, current: number, seen: number | undefined): void {
  if (seen === undefined || seen === current) return;
  throw new DomainError(
    "conflict",
    `${what} has changed since you opened it: you saw revision ${seen}, it is at revision ${current} now. Load it again and repeat your change.`,
    { reason: "precondition", details: { seen, current } },
  );
}
