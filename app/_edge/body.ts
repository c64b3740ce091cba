import { type Node as JsonNode, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { z } from "zod";
import { DomainError, type Issue, invalid, invalidFields } from "@/lib/domain/errors";

const maxBytes = 5 * 1024 * 1024;
const maxDepth = 32;

/** The JSON body. Duplicate keys, numbers of more than 15 significant digits and deep nesting are refused with their place. */
export async function readJson(request: Request): Promise<unknown> {
  const text = await readText(request);
  if (text.trim() === "") return undefined;
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
    throw new DomainError("invalid", `Content-Type must be application/json, not ${JSON.stringify(type)}.`, {
      reason: "content_type",
    });
  }
  return parseJson(text);
}

async function readText(request: Request): Promise<string> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  const tooLarge = new DomainError("limit", `The body may have at most ${maxBytes} bytes.`, {
    reason: "too_large",
  });
  if (declared > maxBytes) throw tooLarge;
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > maxBytes) throw tooLarge;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw invalid("body", "must be UTF-8 text");
  }
}

/** @throws DomainError `invalid` naming the place */
export function parseJson(text: string): unknown {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const first = errors[0];
  if (first || !tree) {
    const what = first
      ? `${printParseErrorCode(first.error)} at character ${first.offset + 1}`
      : "it is empty";
    throw invalid("body", `is not valid JSON: ${what}`);
  }
  checkNode(tree, [], text);
  return JSON.parse(text) as unknown;
}

function checkNode(node: JsonNode, path: (string | number)[], text: string): void {
  const place = path.join(".") || "body";
  if (path.length > maxDepth) throw invalid(place, `is nested deeper than ${maxDepth} levels`);
  if (node.type === "string" || node.type === "property") checkText(node, place);
  if (node.type === "number") checkNumber(text.slice(node.offset, node.offset + node.length), place);
  if (node.type === "object") checkKeys(node, path, text);
  if (node.type === "array")
    for (const [i, child] of (node.children ?? []).entries()) checkNode(child, [...path, i], text);
}

function checkKeys(node: JsonNode, path: (string | number)[], text: string): void {
  const seen = new Set<string>();
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    const name = String(key?.value);
    if (seen.has(name)) throw invalid([...path, name].join("."), "the key stands twice in the body");
    // Schemas pass over it in silence, and assigning it would change an object instead of adding a key.
    if (name === "__proto__") throw invalid([...path, name].join("."), "is not a possible key");
    seen.add(name);
    if (value) checkNode(value, [...path, name], text);
  }
}

function checkNumber(source: string, place: string): void {
  const digits = source.replace(/e.*$/i, "").replace(/[^\d]/g, "").replace(/^0+/, "").replace(/0+$/, "");
  if (digits.length > 15) {
    throw invalid(place, `has ${digits.length} significant digits; at most 15 are allowed`, {
      rule: "max_digits",
      value: source,
    });
  }
}

function checkText(node: JsonNode, place: string): void {
  const value = node.value;
  if (typeof value !== "string") return;
  if (value.includes("\u0000")) throw invalid(place, "must not contain the NUL character");
  if (!value.isWellFormed())
    throw invalid(place, "must be well-formed Unicode (it has half of a surrogate pair)");
}

/** Parses with a schema. @throws DomainError `invalid` with one issue per field */
export function parsed<T>(schema: z.ZodType<T>, value: unknown, reason?: "query"): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.flatMap(issuesOf);
  if (reason) throw new DomainError("invalid", issues.map((i) => i.message).join("; "), { issues, reason });
  throw invalidFields(issues);
}

function issuesOf(issue: z.core.$ZodIssue): Issue[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...path, key].join("."),
      message: "is not a known field",
      rule: "unknown_key",
    }));
  }
  return [{ path: path.join(".") || "body", message: issue.message, rule: issue.code }];
}
