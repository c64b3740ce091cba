import { z } from "zod";
import type { AssetRow } from "@/db/assets";

const param = z.object({
  id: z.literal("cb_flex_discount_final"),
  structured_value: z.object({ discounts: z.array(z.object({ mpn: z.string(), code: z.string() })) }),
});

/** The code that the subscription keeps for each MPN (DESIGN §8, Lifecycle), as its approved request recorded it. */
export function storedCodes(asset: Pick<AssetRow, "params"> | null): ReadonlyMap<string, string> {
  const discounts = (asset?.params ?? []).flatMap((given) => {
    const parsed = param.safeParse(given);
    return parsed.success ? parsed.data.structured_value.discounts : [];
  });
  return new Map(discounts.map(({ mpn, code }) => [mpn, code]));
}
