import * as postgres from "./columns.postgres";
import * as sqlite from "./columns.sqlite";
import { isPostgres } from "./dialect";

type Columns = typeof postgres;
sqlite satisfies Record<keyof Columns, unknown>;

// Typed as PostgreSQL, whose builders lack SQLite's `.get()` and `.all()`; what only PostgreSQL has
// fails at once on SQLite, where the tests run first. So only the shared part survives both.
export const {
  bool,
  bytes,
  check,
  foreignKey,
  index,
  instant,
  integer,
  json,
  money,
  primaryKey,
  table,
  text,
  unique,
  uniqueIndex,
} = (isPostgres ? postgres : sqlite) as Columns;
