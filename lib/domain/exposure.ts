/** Can only programs on this machine reach a server that listens there? */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

type Surroundings = {
  /** Where the server listens. */
  host: string;
  /** TRUST_PROXY, as it was given. */
  trustProxy?: string | undefined;
  /** PUBLIC_URL, as it was given. */
  publicUrl?: string | undefined;
};

/**
 * Why other machines may reach the server, as the start of a sentence, or undefined when only this one does. A proxy in
 * front or a public address count, whatever the server itself listens on.
 */
export function exposure({ host, trustProxy, publicUrl }: Surroundings): string | undefined {
  if (!isLoopback(host)) return `HOST is “${host}”, which other machines can reach`;
  if (trustProxy && trustProxy !== "0") return `TRUST_PROXY is “${trustProxy}”, so a proxy passes others on`;
  if (publicUrl && !isLoopback(hostOf(publicUrl))) {
    return `PUBLIC_URL is “${publicUrl}”, where other machines come from`;
  }
  return undefined;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[(.*)\]$/, "$1") : url;
}

/** Demo accounts have public passwords: why a server must not start with them (DESIGN §9). */
export function demoRefusal(exposed: string): string {
  return (
    `${exposed}, and the database holds demo accounts, whose passwords are public. ` +
    "Use another DATABASE_URL, or set ALLOW_DEMO=1 to serve them all the same."
  );
}
