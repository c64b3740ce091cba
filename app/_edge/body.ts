import type { z } from "zod";
import { DomainError, type Issue, invalid, invalidFields } from "@/lib/domain/errors";
import { parseJson } from "@/lib/services/json-text";

const maxBytes = 5 * 1024 * 1024;

/** The JSON body, or undefined where there is none. What `parseJson` refuses is refused with its place. */
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

/** Parses with a schema. @throws DomainError `invalid` with one issue per field */
export function parsed<T>(schema: z.ZodType<T>, value: unknown, reason?: "query"): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.flatMap(issuesOf);
  if (reason) throw new DomainError("invalid", issues.map((i) => i.message).join("; "), { issues, reason });
  throw invalidFields(issues);
}

/** Parses a body of which some keys are `unknown` already, so that all that is wrong is said at once. */
export function parsedBody<T>(schema: z.ZodType<T>, value: unknown, unknown: readonly Issue[]): T {
  const result = schema.safeParse(value);
  if (result.success && unknown.length === 0) return result.data;
  throw invalidFields([...(result.error?.issues.flatMap(issuesOf) ?? []), ...unknown]);
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
