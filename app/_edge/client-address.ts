import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { addressHeader } from "@/lib/services/context";

/** `X-Forwarded-For` is anybody's to write; only as many entries count as there are proxies of ours in front. */
const maxProxies = 10;

/**
 * How many proxies of the operator stand in front, from TRUST_PROXY: 0 (default) to 10.
 * @throws Error that names the value and what is allowed
 */
export function trustedProxies(text = process.env.TRUST_PROXY): number {
  if (!text) return 0;
  if (/^\d{1,2}$/.test(text) && Number(text) <= maxProxies) return Number(text);
  throw new Error(
    `TRUST_PROXY is “${text}”; the number of proxies in front is allowed, from 0 to ${maxProxies}.`,
  );
}

/**
 * Who sent a request: each trusted proxy appended the address it was called from, so the client's is that many entries
 * from the right. What is no address counts as the nearest one that is.
 * @param peer the other end of the connection
 */
export function clientAddress(
  peer: string | undefined,
  forwarded: string | undefined,
  proxies: number,
): string {
  const chain = [...(forwarded?.split(",") ?? []), peer ?? ""].map(plainAddress);
  const first = Math.max(0, chain.length - 1 - proxies);
  return chain.slice(first).find((address) => isIP(address) !== 0) ?? "unknown";
}

/** Without a port, brackets and the IPv6 form of an IPv4 address. */
function plainAddress(text: string): string {
  const trimmed = text.trim().toLowerCase();
  const inside = /^\[(.+)\](?::\d+)?$/.exec(trimmed)?.[1] ?? /^([\d.]+):\d+$/.exec(trimmed)?.[1] ?? trimmed;
  return inside.replace(/^::ffff:(?=\d+\.)/, "");
}

/** Notes the client's address on every request, over whatever a client sends there: Next shows its handlers no socket. */
export function noteAddresses(): void {
  const proxies = trustedProxies();
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const forwarded = [request.headers["x-forwarded-for"] ?? []].flat().join(",");
    request.headers[addressHeader] = clientAddress(request.socket.remoteAddress, forwarded, proxies);
  });
}

/** The address that a request came from, as `noteAddresses` has noted it. */
export function addressOf(request: Request): string {
  return request.headers.get(addressHeader) ?? "unknown";
}
