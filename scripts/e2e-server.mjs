import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runMain } from "./lib.mjs";
import { prepareDatabase, serve } from "./serve.mjs";
import { readSettings } from "./settings.mjs";

// The built product with fresh demo data in a file of its own and the test hooks on, for end-to-end tests.
runMain(async () => {
  const folder = mkdtempSync(join(tmpdir(), "channelbook-e2e-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  process.env.CHANNELBOOK_TESTING = "1";
  const settings = readSettings({
    PORT: process.env.PORT,
    DATABASE_URL: `file:${join(folder, "channelbook.db")}`,
  });
  await serve(settings, await prepareDatabase(settings));
});
