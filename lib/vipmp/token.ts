import { z } from "zod";

/** What our connector asks for; other servers ignore it. */
export const tokenScope = "openid,AdobeID,read_organizations";

/** A token is refreshed this long before it ends (vipmp reference §2.1), or at half of a shorter life. */
const earlySeconds = 180;

export type Token = { accessToken: string; freshUntil: Date };

/** The form body of a token request: OAuth 2 client credentials. */
export function tokenForm(clientId: string, clientSecret: string): URLSearchParams {
  return new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    scope: tokenScope,
  });
}

const tokenBody = z.object({
  access_token: z.string().min(1),
  expires_in: z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).optional(),
});

/** Reads a token answer; null when it holds no token. Without `expires_in` the token lives an hour. */
export function parseToken(body: unknown, now: Date): Token | null {
  const parsed = tokenBody.safeParse(body);
  if (!parsed.success) return null;
  const life = parsed.data.expires_in ?? 3600;
  const useful = Math.max(life - earlySeconds, life / 2);
  return { accessToken: parsed.data.access_token, freshUntil: new Date(now.getTime() + useful * 1000) };
}

/** The token answer of our own service. */
export function presentToken(accessToken: string, expiresInSeconds: number) {
  return { access_token: accessToken, token_type: "bearer", expires_in: expiresInSeconds };
}

/** What our own service reads: a form body or a query string. */
export type TokenRequest = { grantType: string; clientId: string; clientSecret: string };

export function parseTokenRequest(form: URLSearchParams): TokenRequest {
  return {
    grantType: form.get("grant_type") ?? "",
    clientId: form.get("client_id") ?? "",
    clientSecret: form.get("client_secret") ?? "",
  };
}

const tokenErrors = {
  invalid_client: "invalid client_id or client_secret parameter",
  unsupported_grant_type: "grant_type must be client_credentials",
  invalid_request: "client_id and client_secret are required",
} as const;

/** The OAuth error of our own service. */
export function presentTokenError(error: keyof typeof tokenErrors): {
  status: number;
  body: { error: string; error_description: string };
} {
  return { status: 400, body: { error, error_description: tokenErrors[error] } };
}
