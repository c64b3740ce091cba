import { z } from "zod";
import { type Issue, invalidFields } from "@/lib/domain/errors";

/** The part of JSON Schema that `z.toJSONSchema` writes for shapes. */
export type JsonSchema = {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema | boolean;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  [key: string]: unknown;
};

/** A schema as JSON Schema 2020-12. Checks that JSON Schema cannot say are left out. */
export function jsonSchema(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  return z.toJSONSchema(schema, { io, unrepresentable: "any", target: "draft-2020-12" }) as JsonSchema;
}

type Shape = { root: JsonSchema; alternatives: JsonSchema[] };

/**
 * Guards against misspelt keys: a function that refuses the keys of a body that neither its schema nor the resource's
 * representation knows, each by name, and takes out those that only the representation has, which are read-only. So a
 * client may send back a whole object that it has read.
 */
export function keyGuard(body: z.ZodType, representation?: z.ZodType): (value: unknown) => unknown {
  let shapes: { written: Shape; shown: Shape } | undefined;
  return (value) => {
    shapes ??= {
      written: shapeOf(jsonSchema(body, "input")),
      shown: representation ? shapeOf(jsonSchema(representation, "output")) : { root: {}, alternatives: [] },
    };
    const issues: Issue[] = [];
    const known = knownPart(value, shapes.written, shapes.shown, [], issues);
    if (issues.length > 0) throw invalidFields(issues);
    return known;
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
