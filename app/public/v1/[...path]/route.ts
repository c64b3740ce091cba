import { answered, type Handler } from "@/app/_edge/route";
import { DomainError } from "@/lib/domain/errors";

/** Paths that do not exist answer like everything else of the API: in JSON. */
const missing: Handler = (request) =>
  answered(request, async () => {
    throw new DomainError("not_found", `${new URL(request.url).pathname} does not exist.`);
  });

export { missing as DELETE, missing as GET, missing as PATCH, missing as POST, missing as PUT };
