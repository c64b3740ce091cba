import { become, installIfNeeded, runMain } from "./lib.mjs";
import { readSettings } from "./settings.mjs";

// `npm run account:create`: in the database that `npm start` serves, whether or not it is running.
runMain(async () => {
  const settings = readSettings(process.env);
  await installIfNeeded();
  const env = {
    DATABASE_URL: settings.databaseUrl,
    PUBLIC_URL: process.env.PUBLIC_URL || settings.address,
  };
  await become("node", ["--import", "tsx", "scripts/account-create.ts", ...process.argv.slice(2)], env);
});
