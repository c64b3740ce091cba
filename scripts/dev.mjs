import { fileURLToPath } from "node:url";
import { become, installIfNeeded, runMain, say, switchToProjectNode } from "./lib.mjs";
import { assertPortFree, prepareDatabase } from "./serve.mjs";
import { readSettings, shownDatabase } from "./settings.mjs";

// `npm run dev`: the same database as `npm start`, pages compiled as they are asked for.
runMain(async () => {
  const settings = readSettings(process.env);
  await assertPortFree(settings);
  await installIfNeeded();
  await switchToProjectNode(fileURLToPath(import.meta.url));
  const notice = await prepareDatabase(settings);
  say(`the data is in ${shownDatabase(settings.databaseUrl)}`);
  if (notice) console.log(notice);
  const args = ["dev", "--hostname", settings.host, "--port", String(settings.port)];
  await become("next", args, { DATABASE_URL: settings.databaseUrl });
});
