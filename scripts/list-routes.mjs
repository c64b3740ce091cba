import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";

// `npm run routes`: writes app/public/v1/routes.ts, the list of all routes of the platform API, which the OpenAPI
// document is made of. A test tells when it is out of date.

const folder = fileURLToPath(new URL("../app/public/v1/", import.meta.url));
const list = join(folder, "routes.ts");

/** The folders below `app/public/v1` that hold a route, without the ones that stand for no resource. */
export function routeFolders() {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.split(sep).join("/"))
    .filter((file) => file.endsWith("/route.ts"))
    .map((file) => file.slice(0, -"/route.ts".length))
    .filter((path) => !path.includes("[...") && path !== "openapi.json")
    .toSorted();
}

/**
 * @param {string} path a folder such as `products/[productId]`
 * @returns {string} the path as OpenAPI writes it: `/products/{productId}`
 */
export function pathTemplate(path) {
  return `/${path.replaceAll("[", "{").replaceAll("]", "}")}`;
}

/** @returns {string} what routes.ts should hold */
export function routesSource() {
  const lines = routeFolders().map((path) => {
    const line = `  "${pathTemplate(path)}": () => import("./${path}/route"),`;
    return line.length <= 110 ? line : `  "${pathTemplate(path)}": () =>\n    import("./${path}/route"),`;
  });
  return `import type { RouteModule } from "@/app/_edge/route";

/** Every route of the platform API by its path. Made by \`npm run routes\`. */
export const routes: Record<string, () => Promise<RouteModule>> = {
${lines.join("\n")}
};
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const source = routesSource();
  if (readFileSync(list, { encoding: "utf8", flag: "a+" }) !== source) writeFileSync(list, source);
}
