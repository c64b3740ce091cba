import type { APIRequestContext } from "@playwright/test";
import { expect } from "@playwright/test";
import { expectDescribed } from "./contract";

export type Answer = {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** The parsed body; undefined where the answer is not JSON. */
  body: unknown;
};

/** What a resource has whatever it is. */
export type Resource = { id: string; status: string; name: string };

type Options = {
  headers?: Record<string, string>;
  /** Sent as JSON; text goes as it is, so that tests can send what no JSON writer would. */
  body?: unknown;
  file?: { name: string; mimeType: string; buffer: Buffer };
  fields?: Record<string, string>;
};

/** Calls the platform API with a token, or without one. No answer whatsoever may be an internal error. */
export function apiClient(request: APIRequestContext, authorization?: string) {
  async function call(method: string, path: string, options: Options = {}): Promise<Answer> {
    const { body, file, fields, headers } = options;
    const response = await request.fetch(path.startsWith("/") ? path : `/public/v1/${path}`, {
      method,
      maxRedirects: 0,
      headers: {
        ...(authorization ? { authorization } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { data: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)) }),
      ...(file ? { multipart: { ...fields, uploaded_file: file } } : {}),
    });
    const answer: Answer = {
      status: response.status(),
      headers: response.headers(),
      text: await response.text(),
      body: undefined,
    };
    expect(answer.status, `${method} ${path}: ${answer.text.slice(0, 500)}`).toBeLessThan(500);
    if (answer.headers["content-type"]?.includes("json")) answer.body = JSON.parse(answer.text);
    await expectDescribed(request, { method, path }, answer);
    return answer;
  }

  /** Expects success and answers the body. */
  async function ok<T = Resource>(method: string, path: string, body?: unknown, status = 200): Promise<T> {
    const answer = await call(method, path, body === undefined ? {} : { body });
    expect(answer.status, `${method} ${path}: ${answer.text.slice(0, 1000)}`).toBe(status);
    return bodyAs<T>(answer);
  }

  return {
    call,
    get: <T = Resource>(path: string) => ok<T>("GET", path),
    list: <T = Resource>(path: string) => ok<T[]>("GET", path),
    create: <T = Resource>(path: string, body: unknown) => ok<T>("POST", path, body, 201),
    change: <T = Resource>(path: string, body: unknown) => ok<T>("PUT", path, body),
    /** An action such as activate: POST, usually without a body. */
    act: (path: string, body?: unknown) => ok<unknown>("POST", path, body),
  };
}

export type ApiClient = ReturnType<typeof apiClient>;

/** The body in the shape a test expects; what the test then reads proves the shape. */
export function bodyAs<T>(answer: Answer): T {
  return answer.body as T;
}

/** Expects a refusal in Connect's envelope, with a sentence that matches. */
export function expectRefusal(answer: Answer, status: number, code: string, message?: RegExp): void {
  expect({ status: answer.status, body: answer.body }).toEqual({
    status,
    body: expect.objectContaining({ error_code: code, errors: expect.any(Array) }),
  });
  expect(answer.headers["content-type"]).toBe("application/json");
  if (message) expect(answer.text).toMatch(message);
}
