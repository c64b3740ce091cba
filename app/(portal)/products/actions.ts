"use server";

import { z } from "zod";
import { action } from "@/app/_edge/action";
import { withKeys } from "@/app/_edge/form-schema";
import { ItemInput, ItemUpdate } from "@/lib/domain/item";
import { ProductInput, ProductUpdate, seenRevision } from "@/lib/domain/product";
import { deleteItem, endItemSale, resumeItemSale, updateItem } from "@/lib/services/products/change-item";
import { createItem } from "@/lib/services/products/items";
import { createProduct, deleteProduct, updateProduct } from "@/lib/services/products/products";
import { endProductSale, publishProduct, resumeProductSale } from "@/lib/services/products/publish";

const Named = z.strictObject({ id: z.string(), revision: seenRevision });
const itemKeys = { productId: z.string(), itemId: z.string(), revision: seenRevision };
const NamedItem = z.strictObject(itemKeys);

/** A price list may follow at once: an optional step of the product's own flow. */
export const createProductAction = action(
  withKeys({ then_price_list: z.literal("on").optional() }, ProductInput),
  (actor, { input }) => createProduct(actor, input),
  (product, { keys }) => ({
    redirectTo: keys.then_price_list ? `/price-lists/new?product=${product.id}` : `/products/${product.id}`,
  }),
);

export const updateProductAction = action(
  withKeys({ id: z.string(), revision: seenRevision }, ProductUpdate),
  (actor, { keys, input }) => updateProduct(actor, { ...input, ...keys }),
  (product) => ({ redirectTo: `/products/${product.id}` }),
);

export const publishProductAction = action(Named, publishProduct, (product) => ({
  message: `Version ${product.version} published`,
}));

export const endProductSaleAction = action(Named, endProductSale, () => ({ message: "Sale ended" }));

export const resumeProductSaleAction = action(Named, resumeProductSale, () => ({ message: "Sale resumed" }));

export const deleteProductAction = action(Named, deleteProduct, () => ({ redirectTo: "/products" }));

export const createItemAction = action(
  withKeys({ productId: z.string() }, ItemInput),
  (actor, { keys, input }) => createItem(actor, { ...keys, item: input }),
  (item) => ({ redirectTo: `/products/${item.productId}` }),
);

export const updateItemAction = action(
  withKeys(itemKeys, ItemUpdate),
  (actor, { keys, input }) => updateItem(actor, { ...keys, ...input }),
  (item) => ({ redirectTo: `/products/${item.productId}` }),
);

/** Only the place of an item changes, so nothing leads away. */
export const moveItemAction = action(withKeys(itemKeys, ItemUpdate), (actor, { keys, input }) =>
  updateItem(actor, { ...keys, ...input }),
);

export const endItemSaleAction = action(NamedItem, endItemSale, () => ({ message: "Sale ended" }));

export const resumeItemSaleAction = action(NamedItem, resumeItemSale, () => ({ message: "Sale resumed" }));

export const deleteItemAction = action(NamedItem, deleteItem, () => ({ message: "Item deleted" }));
