import { z } from "zod";

/**
 * A form that carries hidden keys (ids, the revision) beside the fields of a schema that the API uses too.
 * Answers `{ keys, input }`; errors keep the field names of the form.
 */
export function withKeys<K extends z.ZodRawShape, S extends z.ZodType>(keys: K, schema: S) {
  const head = z.object(keys);
  return z.record(z.string(), z.unknown()).transform((given, context) => {
    const known = head.safeParse(given);
    const rest = Object.fromEntries(Object.entries(given).filter(([name]) => !Object.hasOwn(keys, name)));
    const input = schema.safeParse(rest);
    if (known.success && input.success) return { keys: known.data, input: input.data };
    for (const { path, message } of [...(known.error?.issues ?? []), ...(input.error?.issues ?? [])]) {
      context.addIssue({ code: "custom", path, message, input: given });
    }
    return z.NEVER;
  });
}
