import { readFileSync } from "node:fs";
import path from "node:path";
import { type APIRequestContext, type Browser, expect } from "@playwright/test";
import { signInByForm, test } from "../fixtures";
import { changedTables, databaseState } from "./database-state";
import { type OwnServer, ownServer } from "./own-server";

type Action = { id: string; name: string; page: string };

/** Where an action can be called: any page that has it; what its parameters name need not be there. */
function pageOf(workers: string[]): string {
  const [shortest = ""] = workers.toSorted((a, b) => a.length - b.length);
  const url = shortest
    .replace(/^app/, "")
    .replace(/\/page$/, "")
    .replace(/\/(\([^/]*\)|@[^/]*)/g, "")
    .replace(/\[\[?\.{3}\w+\]\]?|\[\w+\]/g, "1");
  return url === "" ? "/" : url;
}

/** Every server action of the build. */
function actions(): Action[] {
  const file = path.join(process.env.NEXT_DIST_DIR ?? ".next", "server", "server-reference-manifest.json");
  const {
    node,
  }: { node: Record<string, { workers: Record<string, unknown>; exportedName: string; filename: string }> } =
    JSON.parse(readFileSync(file, "utf8"));
  return Object.entries(node).map(([id, { workers, exportedName, filename }]) => ({
    id,
    name: `${filename} ${exportedName}`,
    page: pageOf(Object.keys(workers)),
  }));
}

/** What a browser would never send: the parts of the call by name, as React encodes a state and a form. */
const calls: Record<string, Record<string, string | { name: string; mimeType: string; buffer: Buffer }>> = {
  "no form": { "0": "[]" },
  "an empty form": { "0": '[{"status":"idle"},"$K1"]' },
  "text for a form": { "0": '["text",7]' },
  "null for a form": { "0": "[null,null]" },
  "keys that every object inherits": {
    "1_id": "x",
    "1___proto__.admin": "yes",
    "1_constructor.prototype.admin": "yes",
    "1_toString": "x",
    "0": '[{"status":"idle"},"$K1"]',
  },
  "texts without end": {
    "1_id": "x".repeat(200_000),
    "1_name": "x".repeat(200_000),
    "1_revision": "9".repeat(400),
    "0": '[{"status":"idle"},"$K1"]',
  },
  "a file for a text": {
    "1_id": { name: "x.png", mimeType: "image/png", buffer: Buffer.from("x") },
    "1_name": { name: "x.png", mimeType: "image/png", buffer: Buffer.from("x") },
    "0": '[{"status":"idle"},"$K1"]',
  },
  "lists and objects for texts": {
    "1_id[]": "x",
    "1_name.first": "x",
    "1_revision[3].x": "NaN",
    "0": '[{"status":"idle"},"$K1"]',
  },
};

/** What takes no fields at all: ending the session, which the others need, and having seen the notices. */
const takesNothing = /sign-?out|readNotices/i;

test.describe("server actions", () => {
  let server: OwnServer;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    server = await ownServer();
    await server.start();
  });

  test.afterAll(async () => {
    expect(server.output(), "what the server logged").not.toContain("unexpected error");
    await server.remove();
  });

  for (const who of [
    undefined,
    "vendor@example.com",
    "vendor-viewer@example.com",
    "distributor@example.com",
    "reseller@example.com",
  ]) {
    test(`take nothing that is no form of theirs from ${who ?? "somebody who is not signed in"}`, async ({
      browser,
      playwright,
    }) => {
      test.setTimeout(5 * 60_000);
      const storageState = who ? await session(browser, server.address, who) : undefined;
      const request = await playwright.request.newContext({
        baseURL: server.address,
        ...(storageState ? { storageState } : {}),
      });
      const before = databaseState(server.file);
      const problems: string[] = [];
      const known = actions().filter(({ name }) => !who || !takesNothing.test(name));
      expect(known.length).toBeGreaterThan(30);
      for (const action of known) {
        for (const [what, multipart] of Object.entries(calls)) {
          const { status, text } = await call(request, server.address, action, multipart);
          if (status >= 500) problems.push(`${action.name} with ${what}: ${status} ${text.slice(0, 200)}`);
        }
        const changed = changedTables(before, databaseState(server.file));
        if (changed) {
          problems.push(`${action.name} changed ${changed}`);
          break;
        }
      }
      await request.dispose();
      expect(problems.join("\n")).toBe("");
    });
  }
});

async function session(browser: Browser, baseURL: string, email: string) {
  const context = await browser.newContext({ baseURL });
  await signInByForm(await context.newPage(), email);
  const state = await context.storageState();
  await context.close();
  return state;
}

async function call(
  request: APIRequestContext,
  origin: string,
  { id, page }: Action,
  multipart: (typeof calls)[string],
) {
  const response = await request.post(page, {
    headers: { "next-action": id, origin, accept: "text/x-component" },
    multipart,
    maxRedirects: 0,
  });
  return { status: response.status(), text: await response.text() };
}
