import type { Actor } from "../../domain/access";
import { ItemInput } from "../../domain/item";
import { createItem } from "../products/items";
import { createProduct } from "../products/products";
import { publishProduct } from "../products/publish";
import { analyticsItems, backupItems, creativeItems, type DemoItem, guardItems } from "./catalogue-data";
import type { Calendar } from "./story";

export const products = {
  creative: "PRD-207-752-513",
  guard: "PRD-318-440-261",
  backup: "PRD-902-115-438",
  analytics: "PRD-555-310-774",
} as const;

/** Two published products and one in draft of the first vendor, one published product of the second. */
export async function loadCatalogue(vendor: Actor, vendor2: Actor, calendar: Calendar): Promise<void> {
  calendar.turnTo(-430);
  await loadProduct(
    vendor,
    products.creative,
    "Lumen Creative",
    "Design, photo and video applications",
    creativeItems,
  );
  calendar.turnTo(-428);
  await loadProduct(
    vendor,
    products.guard,
    "Lumen Guard",
    "Security for endpoints, mail and servers",
    guardItems,
  );
  calendar.turnTo(-60);
  await loadProduct(
    vendor2,
    products.analytics,
    "Quarry Insights",
    "Dashboards for everybody",
    analyticsItems,
  );
  calendar.turnTo(-3);
  await loadItems(vendor, products.backup, "Lumen Backup", "Copies that can be trusted", backupItems);
}

async function loadProduct(vendor: Actor, id: string, name: string, description: string, items: DemoItem[]) {
  await loadItems(vendor, id, name, description, items);
  await publishProduct(vendor, { id });
}

async function loadItems(vendor: Actor, id: string, name: string, description: string, items: DemoItem[]) {
  await createProduct(vendor, { id, name, description });
  for (const item of items) {
    const { mpn, name: itemName, description: text, type, period, unit } = item;
    const precision = type === "PPU" ? "Decimal(2)" : "Integer";
    const content = { mpn, name: itemName, description: text, type, period, precision, unit: { id: unit } };
    await createItem(vendor, { productId: id, item: ItemInput.parse(content) });
  }
}
