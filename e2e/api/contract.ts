import { type APIRequestContext, expect } from "@playwright/test";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Answer } from "./client";

type Node = Record<string, unknown>;
type Contract = { ajv: Ajv2020; paths: Record<string, Record<string, Node>> };

/** The document of the server under test, read once in each worker. */
let contract: Promise<Contract> | undefined;

async function readContract(request: APIRequestContext): Promise<Contract> {
  const response = await request.get("/public/v1/openapi.json");
  expect(response.status()).toBe(200);
  const document = (await response.json()) as { paths: Contract["paths"] };
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ ...Object(closed(document)), $id: "api" });
  return { ajv, paths: document.paths };
}

/** The document lets answers grow; a test wants to know of every key that nobody wrote down. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, closed(inner)] as const);
  const isOpen = "properties" in value && "type" in value && !("additionalProperties" in value);
  return Object.fromEntries([...entries, ...(isOpen ? [["additionalProperties", false] as const] : [])]);
}

/** The path of the document that an address belongs to: the one with the most parts that are no parameters. */
function templateOf(paths: Contract["paths"], path: string): string | undefined {
  const parts = path.split("/");
  const fits = Object.keys(paths).filter((template) => {
    const names = template.split("/");
    return (
      names.length === parts.length && names.every((name, n) => name.startsWith("{") || name === parts[n])
    );
  });
  const parameters = (template: string) => template.match(/\{/g)?.length ?? 0;
  return fits.toSorted((a, b) => parameters(a) - parameters(b))[0];
}

/** Every answer of the platform API is one that its OpenAPI document describes, and holds nothing else. */
export async function expectDescribed(
  request: APIRequestContext,
  call: { method: string; path: string },
  answer: Answer,
): Promise<void> {
  const [address = "", query = ""] = call.path.split("?");
  const path = address.startsWith("/") ? address.replace(/^\/public\/v1/, "") : `/${address}`;
  if (address.startsWith("/") && !address.startsWith("/public/v1/")) return;
  contract ??= readContract(request);
  const { ajv, paths } = await contract;
  const template = templateOf(paths, path);
  const verb = call.method.toLowerCase();
  if (!template || !paths[template]?.[verb]) return expectRefusalOfUnknown(answer, call);
  // What is left out on demand is missing for the schema.
  if (answer.body === undefined || (answer.status < 300 && /(^|[&?])select\(/.test(query))) return;
  const pointer = ["paths", template, verb, "responses", String(answer.status)];
  const what = `${call.method} ${call.path} → ${answer.status}`;
  const responses = Object(paths[template][verb]).responses as Record<string, Node>;
  const described = responses[String(answer.status)];
  expect(described, `${what} is described`).toBeDefined();
  const reference = described?.$ref
    ? `api${String(described.$ref)}`
    : `api#/${pointer.map((step) => encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`;
  const validate = ajv.compile({ $ref: `${reference}/content/application~1json/schema` });
  expect(validate(answer.body) ? [] : validate.errors, `${what}: ${answer.text.slice(0, 800)}`).toEqual([]);
}

/** No path, or a verb that the path does not have. */
function expectRefusalOfUnknown(answer: Answer, call: { method: string; path: string }): void {
  expect([401, 404, 405], `${call.method} ${call.path} is in no document`).toContain(answer.status);
}
