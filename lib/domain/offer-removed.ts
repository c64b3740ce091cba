import { z } from "zod";
import { FeatureValueInput } from "./feature-value";
import { FeatureInput, GroupInput, InventoryInput, OfferItemInput, PlanInput } from "./offer-parts";
import { line } from "./product";

const id = line("an id", 64);
const place = {
  id,
  /** The id of what stood next; null at the end. */
  before: id.nullable(),
};
const slots = z.array(InventoryInput).max(10_000, "has more than 10,000 rows");

/**
 * A part of an offer as it was when it was deleted, with what hung on it: who deleted it holds it, and gives it back to
 * undo the deletion. It is checked like any other input.
 */
export const RemovedPart = z.discriminatedUnion("kind", [
  z.strictObject({
    ...place,
    kind: z.literal("plan"),
    content: PlanInput,
    /** By feature id. */
    values: z.record(z.string(), FeatureValueInput),
    inventory: slots,
  }),
  z.strictObject({ ...place, kind: z.literal("group"), content: GroupInput }),
  z.strictObject({ ...place, kind: z.literal("feature"), content: FeatureInput }),
  z.strictObject({ ...place, kind: z.literal("item"), content: OfferItemInput, inventory: slots }),
]);
export type RemovedPart = z.output<typeof RemovedPart>;
/** As it is handed out and sent back, plain JSON. */
export type RemovedPartJson = z.input<typeof RemovedPart>;

const removedJson = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "must be JSON: the part as its deletion answered it" });
    return z.NEVER;
  }
});

export const RestoreInput = z.strictObject({ offerId: z.string(), removed: removedJson.pipe(RemovedPart) });
export type RestoreInput = z.output<typeof RestoreInput>;
