import type { JsonSchema } from "@/app/_edge/json-schema";
import { resolved, typeWords } from "@/app/_edge/openapi/example";

type Field = { name: string; required: boolean; schema: JsonSchema; description?: string | undefined };
type Schemas = Readonly<Record<string, JsonSchema>>;
type FieldTableProps = { fields?: Field[]; schema?: JsonSchema | undefined; schemas: Schemas };

/** The fields of an object, or of the rows of an array: name, type, and what there is to know. */
export function FieldTable({ fields, schema, schemas }: FieldTableProps) {
  const shown = fields ?? fieldsOf(schema ?? {}, schemas);
  if (shown.length === 0) {
    return <p className="text-muted-foreground">{typeWords(schema ?? {}, schemas)}</p>;
  }
  return (
    <div
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="overflow-x-auto rounded-lg border bg-surface"
    >
      <table className="w-full text-left text-sm">
        <thead className="text-muted-foreground">
          <tr className="border-b">
            <th className="px-3 py-1.5 font-medium">Name</th>
            <th className="px-3 py-1.5 font-medium">Type</th>
            <th className="px-3 py-1.5 font-medium">Notes</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((field) => (
            <tr key={field.name} className="border-b align-top last:border-b-0">
              <td className="px-3 py-1.5">
                <code className="font-mono text-xs">{field.name}</code>
              </td>
              <td className="px-3 py-1.5 text-muted-foreground">{typeWords(field.schema, schemas)}</td>
              <td className="px-3 py-1.5">{notesOf(field)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function notesOf({ required, schema, description }: Field): string {
  const [example] = schema.examples ?? [];
  return [
    required ? "Required." : "",
    description ?? schema.description ?? "",
    example === undefined
      ? ""
      : `For example ${typeof example === "string" ? example : JSON.stringify(example)}.`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** Of an array the fields of its rows, of alternatives those of all. */
function fieldsOf(given: JsonSchema, schemas: Schemas): Field[] {
  const schema = resolved(given, schemas);
  if (typeof schema.items === "object") return fieldsOf(schema.items, schemas);
  const parts = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  const fields = parts ? parts.flatMap((part) => fieldsOf(part, schemas)) : ownFields(schema);
  return fields.filter((field, index) => fields.findIndex(({ name }) => name === field.name) === index);
}

function ownFields({ properties = {}, required = [] }: JsonSchema): Field[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    schema,
    required: required.includes(name),
  }));
}
