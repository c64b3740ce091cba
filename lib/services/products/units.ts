import { type Actor, authorise } from "../../domain/access";
import type { ListQuery } from "../../domain/rql";
import { filterRows, type RowFields } from "../../domain/rql-rows";
import { type Unit, units } from "../../domain/units";

const unitFields: RowFields<Unit> = {
  id: { of: (row) => row.id, type: "text", orderable: true, searchable: true },
  unit: { of: (row) => row.unit, type: "text", orderable: true },
  description: { of: (row) => row.description, type: "text", orderable: true, searchable: true },
  type: { of: (row) => row.type, type: "text", orderable: true },
  cumulative: { of: (row) => row.cumulative, type: "boolean" },
};

/** The units of measure, a table of the product; a search looks at id and description. */
export async function listUnits(actor: Actor, query: ListQuery): Promise<{ rows: Unit[]; total: number }> {
  authorise(actor, "products:read");
  return filterRows(query, units, unitFields);
}
