import { resolve } from "node:path";
import { restoreSqlite, secretBeside } from "@/db/backup";
import { databaseUrl, isPostgres, sqliteFile } from "@/db/dialect";
import { command, pgToolsInstead } from "./command";
import { Refusal } from "./lib.mjs";

const usage = "npm run db:restore -- <file> [--overwrite]";

// Puts a backup in the place of the embedded database, while no server runs (DESIGN §9).
command(() => {
  const given = process.argv.slice(2);
  const overwrite = given.includes("--overwrite");
  const [backup, ...more] = given.filter((text) => text !== "--overwrite");
  if (!backup || backup.startsWith("-") || more.length > 0) throw new Refusal(`Usage: ${usage}`);
  if (isPostgres)
    throw pgToolsInstead("pg_restore --clean --if-exists --single-transaction channelbook.dump");
  const file = resolve(process.env.INIT_CWD ?? "", backup);
  const target = sqliteFile(databaseUrl);
  const { secret } = restoreSqlite(file, target, { overwrite });
  console.log(`Restored: ${target}, from ${file}.`);
  if (!secret) {
    console.log(
      `There is no ${secretBeside(file)}: start with the CHANNELBOOK_SECRET that the backup's installation had.`,
    );
  }
});
