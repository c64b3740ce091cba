import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { keepRawQueries, rawQuery, readablePath } from "./raw-query";

test("the query is kept as it came, whatever a client puts in the header", async () => {
  keepRawQueries();
  const server = createServer((request, response) => {
    const headers = new Headers({ "x-channelbook-query": String(request.headers["x-channelbook-query"]) });
    response.end(rawQuery(new Request("http://localhost/rewritten?a=", { headers })));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const asked = (path: string) =>
    new Promise<string>((resolve, reject) => {
      const headers = { "x-channelbook-query": "eq(owner.id,VA-000-000)" };
      get({ port, host: "127.0.0.1", path, headers }, async (response) => {
        const chunks = await response.toArray();
        resolve(Buffer.concat(chunks).toString());
      }).on("error", reject);
    });
  expect(await asked("/x?eq(type,PPU)&like(name,*a%20b+c*)")).toBe("eq(type,PPU)&like(name,*a%20b+c*)");
  expect(await asked("/x")).toBe("");
  await new Promise((resolve) => server.close(resolve));
});

test("without the header, the request's own address counts", () => {
  expect(rawQuery(new Request("http://localhost/x?limit=1#top"))).toBe("limit=1");
});

test.each([
  ["/v3/customers/%E0%A4%A", "/v3/customers/%25E0%25A4%25A"],
  ["/public/v1/%", "/public/v1/%25"],
  ["/a/%ZZ/b%20c?x=%", "/a/%25ZZ/b%20c?x=%"],
  ["/a/%C3%A9/%FF", "/a/%C3%A9/%25FF"],
  ["/a%20b?like(name,%)", "/a%20b?like(name,%)"],
])("%s can be read as %s", (url, readable) => {
  expect(readablePath(url)).toBe(readable);
  expect(() => decodeURIComponent(readable.replace(/\?.*/, ""))).not.toThrow();
});
