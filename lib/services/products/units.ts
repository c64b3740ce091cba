import { type Actor, authorise } from "../../domain/access";
import type { ListQuery } from "../../domain/rql";
import { type Unit, units } from "../../domain/units";

/** The units of measure, a table of the product; a search looks at id and description. */
export async function listUnits(actor: Actor, query: ListQuery): Promise<{ rows: Unit[]; total: number }> {
  authorise(actor, "products:read");
  const words = query.search?.toLowerCase();
  const found = units.filter(
    ({ id, description }) => words === undefined || `${id} ${description}`.toLowerCase().includes(words),
  );
  return { rows: found.slice(query.offset, query.offset + query.limit), total: found.length };
}
