import type { z } from "zod";
import type { Issue } from "@/lib/domain/errors";
import { type JsonSchema, jsonSchema } from "./json-schema";

type Shape = { root: JsonSchema; alternatives: JsonSchema[] };

/** What is left of a body for its schema, and what stands in the way. */
export type Known = { known: unknown; unknown: Issue[] };

/**
 * Guards against misspelt keys: a function that finds the keys of a body that neither its schema nor the resource's
 * representation knows, each by name, and takes out those that only the representation has, which are read-only. So a
 * client may send back a whole object that it has read.
 */
export function keyGuard(body: z.ZodType, representation?: z.ZodType): (value: unknown) => Known {
  let shapes: { written: Shape; shown: Shape } | undefined;
  return (value) => {
    shapes ??= {
      written: shapeOf(jsonSchema(body, "input")),
      shown: representation ? shapeOf(jsonSchema(representation, "output")) : none({}),
    };
    const unknown: Issue[] = [];
    return { known: knownPart(value, shapes.written, shapes.shown, [], unknown), unknown };
  };
}

function knownPart(value: unknown, written: Shape, shown: Shape, path: string[], issues: Issue[]): unknown {
  if (Array.isArray(value)) {
    const [inside, seen] = [itemsOf(written), itemsOf(shown)];
    return value.map((entry: unknown, n) => knownPart(entry, inside, seen, [...path, String(n)], issues));
  }
  if (typeof value !== "object" || value === null || !isClosedObject(written)) return value;
  const entries = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    const [own, other] = [propertyOf(written, key), propertyOf(shown, key)];
    const place = [...path, key];
    if (own) return [[key, knownPart(inner, own, other ?? none(shown.root), place, issues)]];
    if (!other) issues.push(unknownKey(place, written));
    return [];
  });
  return Object.fromEntries(entries);
}

function unknownKey(path: string[], written: Shape): Issue {
  const allowed = [...new Set(written.alternatives.flatMap((one) => Object.keys(one.properties ?? {})))];
  const hint = allowed.length > 0 ? `; allowed are ${allowed.join(", ")}` : "; no keys are allowed here";
  return { path: path.join("."), message: `is not a known field${hint}`, rule: "unknown_key" };
}

function none(root: JsonSchema): Shape {
  return { root, alternatives: [] };
}

function shapeOf(schema: JsonSchema, root: JsonSchema = schema): Shape {
  return { root, alternatives: flattened(schema, root) };
}

/** The schema itself, or what its reference or its union stands for. */
function flattened(schema: JsonSchema, root: JsonSchema): JsonSchema[] {
  if (schema.$ref) {
    const named = schema.$ref === "#" ? root : root.$defs?.[schema.$ref.replace("#/$defs/", "")];
    return named ? flattened(named, root) : [];
  }
  const parts = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  return parts ? parts.flatMap((part) => flattened(part, root)) : [schema];
}

/** Objects whose keys are all named. A schema that says nothing, and one that takes any key, are open. */
function isClosedObject({ alternatives }: Shape): boolean {
  const isOpen = (one: JsonSchema) =>
    one.type === undefined || (one.type === "object" && typeof one.additionalProperties === "object");
  return alternatives.some((one) => one.type === "object") && !alternatives.some(isOpen);
}

function propertyOf({ root, alternatives }: Shape, key: string): Shape | undefined {
  const found = alternatives.flatMap(({ properties = {} }) =>
    Object.hasOwn(properties, key) && properties[key] ? [properties[key]] : [],
  );
  return found.length === 0
    ? undefined
    : { root, alternatives: found.flatMap((schema) => flattened(schema, root)) };
}

function itemsOf({ root, alternatives }: Shape): Shape {
  const items = alternatives.flatMap((one) => (typeof one.items === "object" ? [one.items] : []));
  return { root, alternatives: items.flatMap((schema) => flattened(schema, root)) };
}
