import { fileURLToPath } from "node:url";
import { installIfNeeded, Refusal, run, runMain, say, switchToProjectNode } from "./lib.mjs";
import { assertPortFree, prepareDatabase, serve } from "./serve.mjs";
import { readSettings, shownDatabase } from "./settings.mjs";

// `npm start`: from a fresh checkout to a running product, on a machine with nothing but Node 20 and npm.
runMain(async () => {
  const settings = readSettings(process.env);
  await assertPortFree(settings);
  await installIfNeeded();
  await switchToProjectNode(fileURLToPath(import.meta.url));
  await buildIfNeeded();
  const notice = await prepareDatabase(settings);
  say(`the data is in ${shownDatabase(settings.databaseUrl)}`);
  await serve(settings, notice);
});

async function buildIfNeeded() {
  const { isBuildCurrent } = await import("./build-stamp.mjs");
  if (await isBuildCurrent()) return;
  say("building…");
  const { code, output } = await run("node", ["scripts/build.mjs"], { quiet: true });
  if (code !== 0) throw new Refusal(`the build failed.\n${output}`);
}
