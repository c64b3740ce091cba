import { customType, integer, text } from "drizzle-orm/sqlite-core";

export {
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable as table,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";

/** An amount in units of the row's decimals: a whole number of at most 15 digits. */
export const money = () => integer();
export const bool = () => integer({ mode: "boolean" });
/** UTC, to the millisecond. */
export const instant = () => integer({ mode: "timestamp_ms" });
export const json = <T>() => text({ mode: "json" }).$type<T>();
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "blob" });
