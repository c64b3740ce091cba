import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { beforeAll, describe, expect, test } from "vitest";
import { routes } from "@/app/public/v1/routes";
import { pathTemplate, routeFolders, routesSource } from "@/scripts/list-routes.mjs";
import { type DocumentedOperation, type OpenApi, openApiDocument } from "./document";

let document: OpenApi;
let operations: { name: string; path: string; operation: DocumentedOperation }[];

beforeAll(async () => {
  document = await openApiDocument(routes);
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, path, operation })),
  );
}, 120_000);

test("the list of routes is what `npm run routes` makes of the files", () => {
  expect(Object.keys(routes).toSorted()).toEqual(routeFolders().map(pathTemplate).toSorted());
  expect(readFileSync("app/public/v1/routes.ts", "utf8")).toBe(routesSource());
});

describe("the OpenAPI document", () => {
  test("has every verb that a route has, with a summary and what it answers", async () => {
    const bare: string[] = [];
    for (const [path, load] of Object.entries(routes)) {
      for (const [method, { operation }] of Object.entries(await load())) {
        if (!operation) continue;
        const isSilent = operation.status === 204 || operation.file === "only" || method === "POST";
        if (!operation.summary || !(operation.answer || isSilent)) bare.push(`${method} ${path}`);
      }
    }
    expect(bare).toEqual([]);
    expect(operations.length).toBeGreaterThan(70);
  });

  test("names each operation once and declares the parameters of its path", () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(ids.filter((id, index) => ids.indexOf(id) < index)).toEqual([]);
    for (const { path, name, operation } of operations) {
      const declared = operation.parameters.flatMap((one) =>
        "in" in one && one.in === "path" ? [`{${one.name}}`] : [],
      );
      expect(declared, name).toEqual(path.match(/\{\w+\}/g) ?? []);
    }
  });

  test("refers only to what it holds", () => {
    const references = JSON.stringify(document).match(/"\$ref":"[^"]+"/g) ?? [];
    expect(references.length).toBeGreaterThan(300);
    for (const reference of new Set(references)) {
      const steps = reference.slice('"$ref":"#/'.length, -1).split("/");
      const found = steps.reduce<unknown>((at, step) => Object(at)[step], document);
      expect(found, reference).toBeDefined();
    }
  });

  test("holds schemas that a validator takes", () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addSchema({ $id: "openapi", components: document.components });
    for (const name of Object.keys(document.components.schemas))
      expect(() => ajv.compile({ $ref: `openapi#/components/schemas/${name}` }), name).not.toThrow();
  });
});
