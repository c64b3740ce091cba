import { routes } from "@/app/public/v1/routes";
import { type OpenApi, openApiDocument } from "./document";

let made: Promise<OpenApi> | undefined;

/** The document of this server: what it serves does not change while it runs. */
export function servedDocument(): Promise<OpenApi> {
  made ??= openApiDocument(routes);
  return made;
}
