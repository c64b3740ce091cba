import { expect, it } from "vitest";
import { clientAddress, trustedProxies } from "./client-address";

it.each([
  ["no proxy: the peer", "203.0.113.9", undefined, 0, "203.0.113.9"],
  ["no proxy: the header is ignored", "203.0.113.9", "1.1.1.1", 0, "203.0.113.9"],
  ["one proxy: what it appended", "10.0.0.1", "1.1.1.1, 203.0.113.9", 1, "203.0.113.9"],
  ["two proxies", "10.0.0.2", "1.1.1.1, 203.0.113.9, 10.0.0.1", 2, "203.0.113.9"],
  ["fewer entries than proxies: the first", "10.0.0.2", "203.0.113.9", 5, "203.0.113.9"],
  ["one proxy that sent no header: itself", "10.0.0.1", undefined, 1, "10.0.0.1"],
  ["an IPv4 address in IPv6 form", "::ffff:203.0.113.9", undefined, 0, "203.0.113.9"],
  ["a port behind the address", "10.0.0.1", "203.0.113.9:4711", 1, "203.0.113.9"],
  ["IPv6 in brackets", "10.0.0.1", "[2001:db8::1]:4711", 1, "2001:db8::1"],
  ["what is no address", "10.0.0.1", "<script>", 1, "10.0.0.1"],
  ["a closed connection", undefined, undefined, 0, "unknown"],
])("takes for the client with %s", (_, peer, forwarded, proxies, expected) => {
  expect(clientAddress(peer, forwarded, proxies)).toBe(expected);
});

it("reads TRUST_PROXY and says what is allowed", () => {
  expect([trustedProxies(""), trustedProxies("0"), trustedProxies("2")]).toEqual([0, 0, 2]);
  for (const wrong of ["true", "-1", "11", "1.5"]) {
    expect(() => trustedProxies(wrong)).toThrow(`TRUST_PROXY is “${wrong}”; the number of proxies`);
  }
});
