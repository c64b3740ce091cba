import { z } from "zod";
import { invalid } from "./errors";
import { line } from "./product";

/** Where a marketplace's discounts come from when not from the embedded service (DESIGN §8). An empty secret keeps the stored one. */
export const ConnectorInput = z.strictObject({
  base_url: line("an address", 500),
  token_url: line("an address", 500),
  client_id: line("a client id", 200),
  client_secret: z.string("must be text").trim().max(500, "may have at most 500 characters").optional(),
});
export type ConnectorInput = z.output<typeof ConnectorInput>;

/** The form's and the service's input: which marketplace. */
export const ConnectorForm = ConnectorInput.extend({ id: z.string() });

/**
 * An address that a server may call: https, no user name in it, and not on this machine or a private network unless
 * `allowPrivate` (CHANNELBOOK_ALLOW_PRIVATE_TARGETS=1). Names are checked as written; what they resolve to is the caller's matter.
 * @returns the address without a slash at its end
 * @throws DomainError `invalid` naming the field and what is allowed
 */
export function checkTarget(path: string, text: string, allowPrivate: boolean): string {
  if (!URL.canParse(text))
    throw refused(path, text, "is not an address; use one such as https://partners.adobe.io");
  const url = new URL(text);
  const schemes = allowPrivate ? ["https:", "http:"] : ["https:"];
  if (!schemes.includes(url.protocol)) throw refused(path, text, "must start with https://");
  if (url.username || url.password) throw refused(path, text, "must not hold a user name or a password");
  if (url.search || url.hash) throw refused(path, text, "must not hold a query or a fragment");
  if (!allowPrivate && isPrivateHost(url.hostname)) {
    throw refused(path, text, "leads to this machine or a private network, which is not allowed here");
  }
  return url.href.replace(/\/+$/, "");
}

function refused(path: string, value: string, message: string) {
  return invalid(path, message, { rule: "target", value });
}

/** Loopback, private, link-local and special-use addresses and names (RFC 1918, 3927, 4193, 6598, 6761). */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "");
  if (host.includes(":")) return isPrivateV6(host);
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return isPrivateV4(host.split(".").map(Number));
  return !host.includes(".") || /\.(?:localhost|local|internal|lan|home|arpa|test|invalid)$/.test(host);
}

function isPrivateV4([a = 0, b = 0]: number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return true;
  if (a === 169) return b === 254;
  if (a === 172) return b >= 16 && b <= 31;
  if (a === 192) return b === 168 || b === 0;
  if (a === 198) return b === 18 || b === 19;
  return a === 100 && b >= 64 && b <= 127;
}

/** Only global unicast (2000::/3) is public; IPv4 inside IPv6 and the transition prefixes are not. */
function isPrivateV6(host: string): boolean {
  const first = Number.parseInt(host.split(":")[0] || "0", 16);
  return first < 0x2000 || first > 0x3fff || first === 0x2002 || host.startsWith("2001:0:");
}
