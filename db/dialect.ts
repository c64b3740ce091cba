import path from "node:path";

/**
 * Where the data is: `file:/absolute/path.db` or `postgres://…`, by default a file beside the project.
 * Read once: the tables are built for the engine it names.
 */
export const databaseUrl = process.env.DATABASE_URL ?? `file:${path.resolve("data/channelbook.db")}`;

export function isPostgresUrl(url: string): boolean {
  return /^postgres(ql)?:/.test(url);
}

export const isPostgres = isPostgresUrl(databaseUrl);

/** The file of a SQLite URL. @throws Error when the path is not absolute: the built server changes its working directory. */
export function sqliteFile(url: string): string {
  const file = url.replace(/^file:(\/\/(?=\/))?/, "");
  if (!path.isAbsolute(file)) {
    throw new Error(
      `DATABASE_URL must be file:/absolute/path.db or postgres://…, not ${JSON.stringify(url)}`,
    );
  }
  return file;
}
