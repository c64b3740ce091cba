import type { ListQuery, RqlNode, RqlValue } from "./rql";

/** Fields whose values Connect writes in capitals in filters (Reservation, PPU, Monthly) and in lower case in answers. */
const eitherCase = new Set(["type", "period", "precision", "status", "unit.id"]);

/** The same query with the values of those fields in lower case, as they are stored. */
export function lowerCasedValues(query: ListQuery): ListQuery {
  return query.filter ? { ...query, filter: lowered(query.filter) } : query;
}

function lowered(node: RqlNode): RqlNode {
  if ("nodes" in node) return { ...node, nodes: node.nodes.map(lowered) };
  if ("node" in node) return { ...node, node: lowered(node.node) };
  if (!eitherCase.has(node.field)) return node;
  return "values" in node
    ? { ...node, values: node.values.map(lower) }
    : { ...node, value: lower(node.value) };
}

function lower(value: RqlValue): RqlValue {
  return typeof value === "string" ? value.toLowerCase() : value;
}
