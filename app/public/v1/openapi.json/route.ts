import { json } from "@/app/_edge/envelopes";
import { type OpenApi, openApiDocument } from "@/app/_edge/openapi/document";
import { answered, type Handler, resource } from "@/app/_edge/route";
import { routes } from "../routes";

let made: Promise<OpenApi> | undefined;

/** The document is public: it says nothing about anybody’s data. */
const get: Handler = (request) =>
  answered(request, async () => {
    made ??= openApiDocument(routes);
    return json(await made, { headers: { "cache-control": "public, max-age=300" } });
  });

export const { GET, POST, PUT, DELETE, PATCH } = resource({ GET: get });
