import { bigint, boolean, customType, jsonb, timestamp } from "drizzle-orm/pg-core";

export {
  check,
  foreignKey,
  index,
  integer,
  pgTable as table,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";

/** An amount in units of the row's decimals: a whole number of at most 15 digits. */
export const money = () => bigint({ mode: "number" });
export const bool = () => boolean();
/** UTC, to the millisecond. */
export const instant = () => timestamp({ withTimezone: true, precision: 3, mode: "date" });
export const json = <T>() => jsonb().$type<T>();
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });
