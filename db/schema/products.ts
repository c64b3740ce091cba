import {
  type ItemStatus,
  type ItemType,
  itemStatuses,
  itemTypes,
  type ProductStatus,
  productStatuses,
} from "../../lib/domain/states";
import { index, instant, integer, primaryKey, table, text, uniqueIndex } from "../columns";
import { account } from "./accounts";
import { oneOf, tracked } from "./shared";

export const product = table(
  "product",
  {
    id: text().primaryKey(),
    vendorId: text()
      .notNull()
      .references(() => account.id),
    name: text().notNull(),
    description: text(),
    icon: text(),
    status: text().$type<ProductStatus>().notNull(),
    /** The number of the latest published version; 0 before the first. */
    version: integer().notNull().default(0),
    /** The number that the next item gets; numbers are never reused. */
    nextItem: integer().notNull().default(1),
    ...tracked(),
  },
  (t) => [index("product_vendor").on(t.vendorId, t.name), oneOf("product_status", "status", productStatuses)],
);

export const item = table(
  "item",
  {
    /** The global id, PRD-…-0001. */
    id: text().primaryKey(),
    productId: text()
      .notNull()
      .references(() => product.id),
    mpn: text().notNull(),
    name: text().notNull(),
    description: text().notNull(),
    externalId: text(),
    type: text().$type<ItemType>().notNull(),
    /** Lower case as in answers: monthly, yearly, years_2 … onetime. */
    period: text().notNull(),
    unitId: text().notNull(),
    /** Decimals of a quantity: 0, 1, 2, 4 or 8. */
    quantityDecimals: integer().notNull(),
    /** Billing periods committed to; 1 means none beyond the period. */
    commitment: integer().notNull().default(1),
    status: text().$type<ItemStatus>().notNull(),
    position: integer().notNull(),
    ...tracked(),
  },
  (t) => [
    uniqueIndex("item_product_mpn").on(t.productId, t.mpn),
    index("item_product_position").on(t.productId, t.position),
    index("item_mpn").on(t.mpn),
    oneOf("item_type", "type", itemTypes),
    oneOf("item_status", "status", itemStatuses),
  ],
);

/** What an item was called from an instant on: frozen price list downloads show the name of their day. */
export const itemName = table(
  "item_name",
  {
    itemId: text()
      .notNull()
      .references(() => item.id, { onDelete: "cascade" }),
    from: instant().notNull(),
    name: text().notNull(),
    mpn: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.itemId, t.from] })],
);
