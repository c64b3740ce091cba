import { describe, expect, test } from "vitest";
import { isPrivateHost } from "../domain/connector";
import { publicFetch, publicLookup } from "./public-fetch";

test.each([
  "localhost",
  "LOCALHOST.",
  "db",
  "printer.local",
  "metadata.internal",
  "127.0.0.1",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "[::1]",
  "::",
  "fe80::1",
  "fd00::1",
  "::ffff:10.0.0.1",
  "::ffff:7f00:1",
  "2002:7f00:1::",
  "64:ff9b::7f00:1",
])("%s is private", (host) => {
  expect(isPrivateHost(host)).toBe(true);
});

test.each(["partners.adobe.io", "8.8.8.8", "172.32.0.1", "192.169.0.1", "100.128.0.1", "[2606:4700::1111]"])(
  "%s is public",
  (host) => {
    expect(isPrivateHost(host)).toBe(false);
  },
);

describe("nothing is sent", () => {
  test.each([
    "http://partners.example.com/v3",
    "https://localhost/v3",
    "https://127.0.0.1/v3",
    "https://2130706433/v3",
    "https://0x7f.1/v3",
    "https://[::1]/v3",
    "https://[::ffff:127.0.0.1]/v3",
    "https://169.254.169.254/latest/meta-data",
    "ftp://partners.example.com/v3",
    "file:///etc/passwd",
  ])("to %s", async (url) => {
    await expect(publicFetch(url, {})).rejects.toThrow("is not a public https address");
  });
});

test("a name that leads to this machine is refused at the look-up itself, asked for one or for all", async () => {
  for (const all of [true, false]) {
    const error = await new Promise<Error | null>((resolve) => {
      publicLookup("localhost", { all }, (failure) => resolve(failure));
    });
    expect(error?.message).toMatch(/^localhost leads to (127\.0\.0\.1|::1), which is not public$/);
  }
});

test("a public address needs no look-up of a name to pass", async () => {
  const found = await new Promise((resolve, reject) => {
    publicLookup("8.8.8.8", { all: true }, (error, addresses) =>
      error ? reject(error) : resolve(addresses),
    );
  });
  expect(found).toEqual([{ address: "8.8.8.8", family: 4 }]);
  const one = await new Promise((resolve, reject) => {
    publicLookup("8.8.8.8", {}, (error, address, family) =>
      error ? reject(error) : resolve([address, family]),
    );
  });
  expect(one).toEqual(["8.8.8.8", 4]);
});
