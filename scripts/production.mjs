import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isNodeNewEnough, Refusal, runMain } from "./lib.mjs";
import { serve } from "./serve.mjs";
import { readSettings } from "./settings.mjs";

// The standalone build's own start (`node channelbook.mjs`): brings the database up to date, never loads demo data, and
// serves. scripts/build.mjs puts it into the build, bundled, with tools/prepare.mjs beside it.
const build = dirname(fileURLToPath(import.meta.url));

runMain(async () => {
  if (!isNodeNewEnough(process.versions.node)) throw new Refusal(`Node ${process.versions.node} is too old.`);
  const { env } = process;
  if (!env.DATABASE_URL) {
    throw new Refusal("DATABASE_URL is not set; file:/absolute/path.db or postgres://… is allowed.");
  }
  const settings = readSettings(env);
  if (!settings.databaseUrl.startsWith("file:") && !env.CHANNELBOOK_SECRET) {
    throw new Refusal(
      "CHANNELBOOK_SECRET is not set; processes that share a PostgreSQL database share it too, and it must outlive this build.",
    );
  }
  Object.assign(env, { DATABASE_URL: settings.databaseUrl, HOST: settings.host });
  process.chdir(build);
  // Loaded only now: the engine is chosen from DATABASE_URL when its modules load.
  const { prepare } = await import(pathToFileURL(join(build, "tools/prepare.mjs")).href);
  const problem = await prepare(settings);
  if (problem) throw new Refusal(problem);
  await serve(settings, "", { build, home: build });
});
