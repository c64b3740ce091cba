import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runMain } from "./lib.mjs";
import { prepareDatabase, serve } from "./serve.mjs";
import { readSettings } from "./settings.mjs";

// The built product with the test hooks on, for end-to-end tests: with fresh demo data in a file of its own, or with
// the file that E2E_DATABASE names, whose data stay, so that a test can end the server and start it again.
runMain(async () => {
  process.env.CHANNELBOOK_TESTING = "1";
  const file = process.env.E2E_DATABASE ?? ownFile();
  const settings = readSettings({ PORT: process.env.PORT, DATABASE_URL: `file:${file}` });
  await serve(settings, existsSync(file) ? "" : await prepareDatabase(settings));
});

function ownFile() {
  const folder = mkdtempSync(join(tmpdir(), "channelbook-e2e-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "channelbook.db");
}
