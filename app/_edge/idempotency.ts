import { createHash } from "node:crypto";
import type { Actor } from "@/lib/domain/access";
import { DomainError, invalid } from "@/lib/domain/errors";
import { answerOnce, type StoredAnswer } from "@/lib/services/idempotency";
import { rawQuery } from "./raw-query";

const header = "idempotency-key";
/** Larger uploads are not read twice only to compare them. */
const maxBytes = 64 * 1024 * 1024;

/** Honours the header `Idempotency-Key` of a POST (API.md §1); any other request just runs. */
export async function idempotently(
  actor: Actor,
  request: Request,
  work: () => Promise<Response>,
): Promise<Response> {
  const key = request.headers.get(header);
  if (request.method !== "POST" || key === null) return work();
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw invalid("Idempotency-Key", "must be 1 to 255 visible ASCII characters without blanks", {
      rule: "idempotency_key",
      value: key,
    });
  }
  const hash = await hashOf(request);
  const { answer, replayed } = await answerOnce(actor, { key, hash }, async () => stored(await work()));
  const headers = { ...answer.headers, ...(replayed ? { "idempotency-replayed": "true" } : {}) };
  return new Response(answer.body === "" ? null : answer.body, { status: answer.status, headers });
}

async function stored(response: Response): Promise<StoredAnswer> {
  const kept = ["content-type", "etag", "retry-after"].flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { status: response.status, headers: Object.fromEntries(kept), body: await response.text() };
}

async function hashOf(request: Request): Promise<string> {
  const hash = createHash("sha256");
  hash.update(`${request.method} ${new URL(request.url).pathname}?${rawQuery(request)}\n`);
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) {
    throw new DomainError("limit", `A request with an Idempotency-Key may have at most ${maxBytes} bytes.`, {
      reason: "too_large",
    });
  }
  const copy = request.clone();
  const isForm = /^multipart\/form-data\b/i.test(request.headers.get("content-type") ?? "");
  const form = isForm ? await copy.formData().catch(() => undefined) : undefined;
  if (!form) return hash.update(isForm ? "" : Buffer.from(await copy.arrayBuffer())).digest("hex");
  // Not the bytes: the boundary between the parts is another each time.
  for (const [name, value] of form.entries()) {
    const content = typeof value === "string" ? value : Buffer.from(await value.arrayBuffer());
    const part = createHash("sha256").update(content).digest("hex");
    hash.update(`${JSON.stringify([name, typeof value === "string" ? null : value.name, part])}\n`);
  }
  return hash.digest("hex");
}
