import { z } from "zod";
import { type JsonSchema, jsonSchema } from "../json-schema";
import type { Handler, RouteModule } from "../route";
import { errorAnswers, headers, introduction, pagingParameters } from "./conventions";
import type { Operation } from "./operation";
import { tagOf } from "./tags";

export type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  schema: JsonSchema;
  description?: string;
};
type Content = Record<string, { schema: JsonSchema }>;
type Answer = { description: string; headers?: Record<string, unknown>; content?: Content };
export type DocumentedOperation = {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  parameters: (Parameter | { $ref: string })[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, Answer | { $ref: string }>;
};
export type OpenApi = {
  openapi: string;
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  security: Record<string, string[]>[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: {
    securitySchemes: Record<string, unknown>;
    headers: Record<string, unknown>;
    parameters: Record<string, Parameter>;
    responses: Record<string, Answer>;
    schemas: Record<string, JsonSchema>;
  };
};

type Routes = Record<string, () => Promise<RouteModule>>;
type Schemas = OpenApi["components"]["schemas"];

const methods = ["GET", "POST", "PUT", "DELETE"] as const;

/** The OpenAPI 3.1 document of the platform API, made of the schemas with which the routes check what comes in. */
export async function openApiDocument(routes: Routes): Promise<OpenApi> {
  const schemas: Schemas = {};
  const paths: OpenApi["paths"] = {};
  const tags = new Map<string, string>();
  for (const [path, load] of Object.entries(routes)) {
    const handlers = await load();
    const operations = methods.flatMap((method) => documented(path, method, handlers[method], schemas));
    for (const { tags: names } of operations.map(([, operation]) => operation))
      for (const name of names) tags.set(name, tagOf(path).description);
    paths[path] = Object.fromEntries(operations);
  }
  return {
    openapi: "3.1.0",
    info: { title: "Channelbook platform API", version: "1", description: introduction },
    servers: [{ url: "/public/v1" }],
    security: [{ apiKey: [] }],
    tags: [...tags].map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        apiKey: {
          type: "apiKey",
          in: "header",
          name: "Authorization",
          description: "ApiKey SU-NNN-NNN-NNN:secret, as the page of API tokens shows it once.",
        },
      },
      headers,
      parameters: pagingParameters,
      responses: errorAnswers,
      schemas: { ...schemas, Error: errorSchema },
    },
  };
}

const errorSchema: JsonSchema = {
  type: "object",
  properties: {
    error_code: { type: "string", examples: ["VAL_001"] },
    errors: { type: "array", items: { type: "string" }, examples: [["name: must not be empty"]] },
    details: {
      description: "Facts for machines: path, rule and value of each field, or what the code says.",
    },
  },
  required: ["error_code", "errors"],
};

function documented(
  path: string,
  method: (typeof methods)[number],
  { operation }: Handler,
  schemas: Schemas,
): [string, DocumentedOperation][] {
  if (!operation) return [];
  const { summary = "", description } = operation;
  return [
    [
      method.toLowerCase(),
      {
        operationId: operationId(method, path),
        summary,
        ...(description === undefined ? {} : { description }),
        tags: [tagOf(path).name],
        parameters: parametersOf(path, method, operation),
        ...requestBody(method, operation, schemas),
        responses: { ...success(operation, schemas), ...failures(method, operation) },
      },
    ],
  ];
}

/** `GET /pricing/lists/{listId}` is `getPricingListsByListId`. */
function operationId(method: string, path: string): string {
  const words = path
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => `by-${name.replaceAll(/([A-Z])/g, "-$1")}`)
    .split(/[^A-Za-z]+/)
    .filter((word) => word !== "");
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
  return method.toLowerCase() + words.map(capital).join("");
}

function parametersOf(path: string, method: string, operation: Operation): DocumentedOperation["parameters"] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(
    ([, name = ""]): Parameter => ({ name, in: "path", required: true, schema: { type: "string" } }),
  );
  const own = operation.query ? jsonSchema(operation.query, "input") : {};
  const inQuery = Object.entries(own.properties ?? {}).map(
    ([name, { description, ...schema }]): Parameter => {
      const required = own.required?.includes(name) ?? false;
      return { name, in: "query", required, schema, ...(description === undefined ? {} : { description }) };
    },
  );
  const shared = (name: string) => ({ $ref: `#/components/parameters/${name}` });
  return [
    ...inPath,
    ...inQuery,
    ...(operation.kind === "collection" ? ["limit", "offset"].map(shared) : []),
    ...(operation.ifMatch ? [shared("ifMatch")] : []),
    ...(method === "POST" ? [shared("idempotencyKey")] : []),
  ];
}

function requestBody(method: string, operation: Operation, schemas: Schemas) {
  if (operation.upload) return { requestBody: { required: true, content: uploadContent(operation.upload) } };
  if (!operation.body) return {};
  const schema = component(operation.body, "input", schemas);
  const isWhole = method === "PUT" || operation.status === 201;
  const note = isWhole
    ? { description: "Read-only keys of the answer may be sent back; they are ignored." }
    : {};
  const required = !operation.body.safeParse({}).success;
  return { requestBody: { required, ...note, content: { "application/json": { schema } } } };
}

function uploadContent(fields: z.ZodObject): Content {
  const { properties = {}, required = [] } = jsonSchema(fields, "input");
  const file: JsonSchema = { type: "string", format: "binary", description: "An XLSX or CSV file." };
  return {
    "multipart/form-data": {
      schema: {
        type: "object",
        properties: { uploaded_file: file, ...properties },
        required: ["uploaded_file", ...required],
      },
    },
  };
}

const sheets: Content = {
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": { schema: {} },
  "text/csv": { schema: { type: "string" } },
};

function success(operation: Operation, schemas: Schemas): Record<string, Answer> {
  const { answer, kind, status, file } = operation;
  if (status === 204) return { 204: { description: "Done; there is no body." } };
  if (file === "only") return { 200: { description: "The file.", content: sheets } };
  const one: JsonSchema = answer ? component(answer, "output", schemas) : emptyAnswer;
  const schema: JsonSchema = kind === "collection" ? { type: "array", items: one } : one;
  const content = { "application/json": { schema }, ...(file === "format" ? sheets : {}) };
  const named = kind === "collection" ? "Content-Range" : "ETag";
  const described = { [named]: { $ref: `#/components/headers/${named}` } };
  return { [status]: { description: "Done.", headers: described, content } };
}

const emptyAnswer: JsonSchema = { type: "object", properties: {}, additionalProperties: false };

function failures(method: string, operation: Operation): Record<string, { $ref: string }> {
  const isWrite = method !== "GET";
  const takesBody = operation.body !== undefined || operation.upload !== undefined;
  const statuses = [
    400,
    401,
    403,
    404,
    ...(isWrite ? [409] : []),
    ...(operation.ifMatch ? [412] : []),
    ...(takesBody ? [413, 415] : []),
    429,
  ];
  return Object.fromEntries(
    statuses.map((status) => [status, { $ref: `#/components/responses/E${status}` }]),
  );
}

/** The schema with its named parts moved to the components. Named parts of what comes in are told from answers. */
function component(schema: z.ZodType, io: "input" | "output", schemas: Schemas): JsonSchema {
  const { $schema: _, $defs = {}, ...inside } = jsonSchema(z.array(schema), io);
  for (const [name, part] of Object.entries($defs)) schemas[componentName(name, io)] = moved(part, io);
  return typeof inside.items === "object" ? moved(inside.items, io) : {};
}

function componentName(name: string, io: "input" | "output"): string {
  return io === "input" ? `${name}Input` : name;
}

/** References go to the components; answers may grow keys, so that their objects are left open. */
function moved(schema: JsonSchema, io: "input" | "output"): JsonSchema {
  const entries = Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
    if (key === "$ref") return [[key, `#/components/schemas/${componentName(lastPart(String(value)), io)}`]];
    if (key === "additionalProperties" && value === false && io === "output") return [];
    if (Array.isArray(value)) return [[key, value.map((one: unknown) => movedValue(one, io))]];
    return [[key, key === "examples" || key === "default" ? value : movedValue(value, io)]];
  });
  return Object.fromEntries(entries);
}

function movedValue(value: unknown, io: "input" | "output"): unknown {
  return typeof value === "object" && value !== null ? moved(value as JsonSchema, io) : value;
}

function lastPart(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}
