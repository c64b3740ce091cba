import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { become, Refusal, root, runMain, switchToProjectNode } from "./lib.mjs";
import { readSettings } from "./settings.mjs";

// `npm run db:backup` and `npm run db:restore`: the database that `npm start` serves, under the Node that serves it.
runMain(async () => {
  const [name, ...args] = process.argv.slice(2);
  if (name !== "backup" && name !== "restore")
    throw new Refusal("Usage: npm run db:backup | db:restore -- …");
  if (!existsSync(join(root, "node_modules")))
    throw new Refusal("npm start has never run here; nothing is installed.");
  await switchToProjectNode(fileURLToPath(import.meta.url));
  const { databaseUrl } = readSettings(process.env);
  await become("node", ["--import", "tsx", `scripts/${name}.ts`, ...args], { DATABASE_URL: databaseUrl });
});
