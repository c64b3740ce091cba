import { z } from "zod";
import { ifMatch } from "@/app/_edge/if-match";
import { resource, route } from "@/app/_edge/route";
import type { Actor } from "@/lib/domain/access";
import type { RequestStep } from "@/lib/domain/listing";

export const requestParams = z.object({ id: z.string() });

/** A step of a listing request: POST without a body, answered with `{}`. */
export function step(summary: string, service: (actor: Actor, input: RequestStep) => Promise<unknown>) {
  return resource({
    POST: route({
      summary,
      ifMatch: true,
      params: requestParams,
      run: (actor, { params: { id }, request }) => service(actor, { id, revision: ifMatch(request) }),
    }),
  });
}
