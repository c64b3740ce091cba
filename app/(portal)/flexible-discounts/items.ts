import type { Choice } from "@/components/ui/choice";
import type { Actor } from "@/lib/domain/access";
import { everything } from "@/lib/domain/rql";
import { listItems } from "@/lib/services/products/items";
import { listProducts } from "@/lib/services/products/products";

const most = { ...everything, limit: 1000 };

/** The actor's items by MPN, which is how a discount names what it covers; what it names already stays to be chosen. */
export async function itemChoices(actor: Actor, named: readonly string[] = []): Promise<Choice[]> {
  const { rows: products } = await listProducts(actor, most);
  const lists = await Promise.all(products.map(({ id }) => listItems(actor, { productId: id, query: most })));
  const found = new Map<string, Choice>();
  for (const { mpn, name } of lists.flatMap(({ rows }) => rows)) {
    if (!found.has(mpn)) found.set(mpn, { value: mpn, label: mpn, description: name });
  }
  for (const mpn of named) if (!found.has(mpn)) found.set(mpn, { value: mpn, label: mpn });
  return [...found.values()];
}
