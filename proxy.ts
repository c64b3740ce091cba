import { type NextRequest, NextResponse } from "next/server";

const development = process.env.NODE_ENV === "development";

/** Every page gets a Content-Security-Policy with a nonce of its own; nothing is loaded from anywhere else. */
function policy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // Attributes only: positioning of popovers and widths computed at run time.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export function proxy(request: NextRequest): NextResponse {
  // No id, name or search holds the NUL character, and PostgreSQL takes none: such an address is read without it.
  const address = request.nextUrl.pathname + request.nextUrl.search;
  if (address.includes("%00") && request.method === "GET") {
    return new NextResponse(null, { status: 307, headers: { location: address.replaceAll("%00", "") } });
  }
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const headers = new Headers(request.headers);
  const csp = policy(nonce);
  // Next reads the nonce for its own scripts from this request header.
  headers.set("content-security-policy", csp);
  headers.set("x-nonce", nonce);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", csp);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "same-origin");
  return response;
}

export const config = {
  matcher: [
    "/((?!_next/static|_next/image|icons/|favicon.ico|public/v1|v3/|ims/|healthz|readyz|metrics|testing/).*)",
  ],
};
