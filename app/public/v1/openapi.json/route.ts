import { json } from "@/app/_edge/envelopes";
import { servedDocument } from "@/app/_edge/openapi/served";
import { answered, type Handler, resource } from "@/app/_edge/route";

/** The document is public: it says nothing about anybody’s data. */
const get: Handler = (request) =>
  answered(request, async () =>
    json(await servedDocument(), { headers: { "cache-control": "public, max-age=300" } }),
  );

export const { GET, POST, PUT, DELETE, PATCH } = resource({ GET: get });
