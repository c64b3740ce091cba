import type { JsonSchema } from "../json-schema";

type Schemas = Readonly<Record<string, JsonSchema>>;

/** The schema that a reference names, or the schema itself. */
export function resolved(schema: JsonSchema, schemas: Schemas): JsonSchema {
  const name = schema.$ref?.slice(schema.$ref.lastIndexOf("/") + 1);
  return name === undefined ? schema : (schemas[name] ?? {});
}

/** A value that could stand there: the first example, else one by type. Of objects all keys, or only the required ones. */
export function exampleOf(
  given: JsonSchema,
  schemas: Schemas,
  which: "all" | "required",
  depth = 0,
): unknown {
  const schema = resolved(given, schemas);
  if (schema.examples?.length) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum?.length) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  const [alternative] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (alternative) return exampleOf(alternative, schemas, which, depth);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "object") return objectExample(schema, schemas, which, depth);
  if (type === "array") {
    const inside = typeof schema.items === "object" && depth < 5 ? schema.items : undefined;
    return inside ? [exampleOf(inside, schemas, which, depth + 1)] : [];
  }
  if (type === "integer" || type === "number") return schema.minimum ?? 1;
  if (type === "boolean") return true;
  if (type === "null") return null;
  return schema.format === "date-time" ? "2026-12-01T00:00:00+00:00" : "…";
}

function objectExample(schema: JsonSchema, schemas: Schemas, which: "all" | "required", depth: number) {
  if (depth > 5) return {};
  const names = Object.keys(schema.properties ?? {});
  const wanted = which === "all" ? names : names.filter((name) => schema.required?.includes(name));
  return Object.fromEntries(
    wanted.map((name) => [name, exampleOf(schema.properties?.[name] ?? {}, schemas, which, depth + 1)]),
  );
}

/** The type of a field in a few words: `string`, `array of Item`, `one of draft, active`. */
export function typeWords(schema: JsonSchema, schemas: Schemas): string {
  if (schema.$ref) return schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return `one of ${schema.enum.join(", ")}`;
  const parts = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (parts) return [...new Set(parts.map((part) => typeWords(part, schemas)))].join(" or ");
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? "any"];
  return types.map((type) => (type === "array" ? arrayWords(schema, schemas) : type)).join(" or ");
}

function arrayWords({ items }: JsonSchema, schemas: Schemas): string {
  return typeof items === "object" ? `array of ${typeWords(items, schemas)}` : "array";
}
