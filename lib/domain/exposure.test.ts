import { expect, it } from "vitest";
import { demoRefusal, exposure, isLoopback } from "./exposure";

it.each([
  ["127.0.0.1", true],
  ["127.8.8.8", true],
  ["localhost", true],
  ["::1", true],
  ["0.0.0.0", false],
  ["::", false],
  ["192.168.1.4", false],
  ["127.0.0.1.example.com", false],
  ["localhost.example.com", false],
])("%s is loopback: %s", (host, loopback) => {
  expect(isLoopback(host)).toBe(loopback);
});

it.each([
  [{ host: "127.0.0.1" }, undefined],
  [{ host: "::1", trustProxy: "0", publicUrl: "http://localhost:3000" }, undefined],
  [{ host: "127.0.0.1", publicUrl: "http://[::1]:3000" }, undefined],
  [{ host: "0.0.0.0" }, "HOST is “0.0.0.0”"],
  [{ host: "127.0.0.1", trustProxy: "1" }, "TRUST_PROXY is “1”"],
  [
    { host: "127.0.0.1", publicUrl: "https://prices.example.com" },
    "PUBLIC_URL is “https://prices.example.com”",
  ],
  [{ host: "127.0.0.1", publicUrl: "prices.example.com" }, "PUBLIC_URL is “prices.example.com”"],
])("%j is exposed: %s", (surroundings, expected) => {
  const exposed = exposure(surroundings);
  if (expected === undefined) expect(exposed).toBeUndefined();
  else expect(exposed).toContain(expected);
});

it("names the way out", () => {
  expect(demoRefusal("HOST is “0.0.0.0”, which other machines can reach")).toContain("ALLOW_DEMO=1");
});
