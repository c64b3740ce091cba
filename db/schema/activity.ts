import { index, instant, json, table, text } from "../columns";

/** One changed field, before and after, as shown to people. */
export type Change = { field: string; before: unknown; after: unknown };

/**
 * The audit: who did what to which object, written in the transaction of the change.
 * The three party columns say which accounts may read the row.
 */
export const activity = table(
  "activity",
  {
    id: text().primaryKey(),
    at: instant().notNull(),
    actorType: text().$type<"user" | "token" | "system">().notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    verb: text().notNull(),
    objectType: text().notNull(),
    objectId: text().notNull(),
    objectName: text().notNull(),
    changes: json<Change[]>().notNull(),
    requestId: text(),
    vendorId: text(),
    distributorId: text(),
    resellerId: text(),
  },
  (t) => [
    index("activity_vendor").on(t.vendorId, t.at),
    index("activity_distributor").on(t.distributorId, t.at),
    index("activity_reseller").on(t.resellerId, t.at),
    index("activity_object").on(t.objectId, t.at),
  ],
);
