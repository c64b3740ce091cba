import { statSync } from "node:fs";
import { resolve } from "node:path";
import { backupSqlite, secretBeside } from "@/db/backup";
import { databaseUrl, isPostgres, sqliteFile } from "@/db/dialect";
import { command, pgToolsInstead } from "./command";
import { Refusal } from "./lib.mjs";

const usage = "npm run db:backup -- <file>";

// Copies the embedded database while the server runs (DESIGN §9).
command(() => {
  const [target, ...more] = process.argv.slice(2);
  if (!target || target.startsWith("-") || more.length > 0) throw new Refusal(`Usage: ${usage}`);
  if (isPostgres) throw pgToolsInstead("pg_dump --format=custom --file=channelbook.dump");
  const file = resolve(process.env.INIT_CWD ?? "", target);
  const { bytes, secret } = backupSqlite(sqliteFile(databaseUrl), file);
  const size = (bytes / 1_000_000).toFixed(1);
  console.log(
    `Backup: ${file} (${size} MB, complete and checked, as of ${statSync(file).mtime.toISOString()}).`,
  );
  console.log(
    secret
      ? `Secret: ${secretBeside(file)}. Keep both together, and as safe as the database: they hold everything.`
      : "The secret is CHANNELBOOK_SECRET of the environment; keep it too, encrypted credentials need it.",
  );
});
