import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { cache } from "react";
import type { Actor } from "@/lib/domain/access";
import { DomainError } from "@/lib/domain/errors";
import { actorOfSession } from "@/lib/services/auth";
import { actorOfToken } from "@/lib/services/tokens";

/** Who is signed in, once per request; undefined when nobody is. */
export const currentActor = cache(async (): Promise<Actor | undefined> => {
  // SQLite answers in a microtask: without this line Next would take a page for static and freeze its data.
  await connection();
  return actorOfSession(await headers());
});

/** For pages and server actions: the signed-in actor, or the sign-in page. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (!actor) redirect("/sign-in");
  return actor;
}

/** For the REST API: an `ApiKey` header, or the browser's session if the request comes from our own pages. */
export async function actorOfRequest(request: Request): Promise<Actor> {
  const authorization = request.headers.get("authorization");
  if (authorization) return actorOfToken(authorization);
  const actor = await actorOfSession(request.headers);
  if (!actor) throw new DomainError("unauthenticated", "API request is unauthorized.");
  if (request.method !== "GET" && request.method !== "HEAD") assertSameOrigin(request);
  return actor;
}

function assertSameOrigin(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const same = site
    ? site === "same-origin"
    : // "null" is what a sandboxed page sends; it is no address.
      origin !== null && URL.parse(origin)?.host === request.headers.get("host");
  if (!same)
    throw new DomainError(
      "forbidden",
      "A signed-in browser may change data only from Channelbook’s own pages.",
    );
}
