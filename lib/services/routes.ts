import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const route = z.object({ page: z.string(), regex: z.string() });
const manifest = z.object({ staticRoutes: z.array(route), dynamicRoutes: z.array(route) });

/**
 * Finds the route of an address as the build names it, e.g. `/public/v1/pricing/versions/[versionId]`: a name for each page
 * and path of the product, however many objects there are. Everything else is one of a few names.
 */
export async function routeFinder(): Promise<(url: string) => string> {
  const { staticRoutes, dynamicRoutes } = await readRoutes();
  const fixed = new Set(staticRoutes.map(({ page }) => page));
  const patterns = dynamicRoutes.map(({ page, regex }) => ({ page, pattern: new RegExp(regex) }));
  return (url) => {
    const address = url.replace(/[?#].*$/, "").replace(/(?<=.)\/+$/, "");
    if (address.startsWith("/_next/")) return "/_next";
    if (fixed.has(address)) return address;
    return patterns.find(({ pattern }) => pattern.test(address))?.page ?? "other";
  };
}

/** The built server's working directory is the build; a development server has no list. */
async function readRoutes(): Promise<z.infer<typeof manifest>> {
  const folder = process.env.NEXT_DIST_DIR || ".next";
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), folder, "routes-manifest.json");
  try {
    return manifest.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return { staticRoutes: [], dynamicRoutes: [] };
  }
}
