import { z } from "zod";
import { seenRevision } from "./product";
import type { ListingRequestState, ListingRequestType, ListingStatus } from "./states";
import type { Transitions } from "./transitions";

export const listingPresentation = {
  unlisted: {
    word: "Unlisted",
    tone: "neutral",
    explanation:
      "Not sold on the marketplace: no request has been completed yet, or the product was removed.",
  },
  listed: {
    word: "Listed",
    tone: "success",
    explanation: "Sold on the marketplace with the offer and the price lists shown here.",
  },
} as const satisfies Record<ListingStatus, { word: string; tone: string; explanation: string }>;

export type ListingRequestEvent =
  | "update"
  | "submit"
  | "assign"
  | "unassign"
  | "refine"
  | "deploy"
  | "complete"
  | "cancel";

/** DESIGN §7. A draft that is deleted is gone; refining sends a request back to the vendor's desk. */
export const listingRequestTransitions: Transitions<ListingRequestState, ListingRequestEvent> = {
  draft: { update: "draft", submit: "reviewing" },
  reviewing: {
    assign: "reviewing",
    unassign: "reviewing",
    refine: "draft",
    deploy: "deploying",
    cancel: "canceled",
  },
  deploying: {
    assign: "deploying",
    unassign: "deploying",
    refine: "draft",
    complete: "completed",
    cancel: "canceled",
  },
  completed: {},
  canceled: {},
};

/** The key under which an event stands in `events`. */
export const listingRequestStamp: Record<ListingRequestEvent, string> = {
  update: "updated",
  submit: "submitted",
  assign: "assigned",
  unassign: "unassigned",
  refine: "refined",
  deploy: "deployed",
  complete: "completed",
  cancel: "canceled",
};

export const openRequestStates = ["draft", "reviewing", "deploying"] as const satisfies ListingRequestState[];

export const listingRequestPresentation = {
  draft: {
    word: "Draft",
    tone: "neutral",
    explanation: "With the vendor. Submit it to send it to the distributor.",
  },
  reviewing: {
    word: "Reviewing",
    tone: "info",
    explanation: "With the distributor, who accepts it, sends it back to be refined, or cancels it.",
  },
  deploying: {
    word: "Deploying",
    tone: "warning",
    explanation: "Accepted. The distributor prepares its systems; completing it changes the listing.",
  },
  completed: {
    word: "Completed",
    tone: "success",
    explanation: "Done: the listing changed as the request says.",
  },
  canceled: { word: "Canceled", tone: "danger", explanation: "Ended without changing the listing." },
} as const satisfies Record<ListingRequestState, { word: string; tone: string; explanation: string }>;

export const listingRequestTypeNames = {
  new: "New listing",
  update: "Update of a listing",
  remove: "Removal of a listing",
} as const satisfies Record<ListingRequestType, string>;

/** The slots of a listing that hold price lists, with the names of their fields. */
export const priceListSlots = ["pricelist", "alt_pricelist_1", "alt_pricelist_2"] as const;
export type PriceListSlot = (typeof priceListSlots)[number];

export const slotNames = {
  pricelist: "Price list",
  alt_pricelist_1: "First alternative price list",
  alt_pricelist_2: "Second alternative price list",
  offer: "Offer",
} as const;

const id = (what: string) =>
  z
    .string({ error: (issue) => (issue.input === undefined ? "is required" : "must be text") })
    .trim()
    .min(1, `choose ${what}`)
    .max(64, "is too long for an id");

/** An id, or null (an empty text, as a form sends it) for none. */
const optionalId = z
  .string("must be text or null")
  .trim()
  .max(64, "is too long for an id")
  .transform((text) => text || null)
  .nullish();

const note = z
  .string("must be text")
  .trim()
  .max(2000, "at most 2,000 characters")
  .transform((text) => text || null)
  .nullish();

/** What a request asks the listing to carry: absent leaves as it is, null removes. */
const wishes = {
  offer_id: optionalId,
  pricelist_id: optionalId,
  alt_pricelist_1_id: optionalId,
  alt_pricelist_2_id: optionalId,
};
export type Wishes = { [K in keyof typeof wishes]?: string | null | undefined };

/** POST /listing-requests (reference connect.md §5.2). */
export const ListingRequestInput = z.discriminatedUnion(
  "type",
  [
    z.strictObject({
      type: z.literal("new"),
      product_id: id("a product"),
      contract_id: id("a contract"),
      note,
      ...wishes,
    }),
    z.strictObject({ type: z.literal("update"), listing_id: id("a listing"), note, ...wishes }),
    z.strictObject({ type: z.literal("remove"), listing_id: id("a listing"), note }),
  ],
  "type must be one of new, update, remove",
);
export type ListingRequestInput = z.output<typeof ListingRequestInput>;

/** Changing a draft: its note and its wishes. */
export const ListingRequestUpdate = z.strictObject({ note, ...wishes });
export type ListingRequestUpdate = z.output<typeof ListingRequestUpdate>;
export const ListingRequestUpdateForm = ListingRequestUpdate.extend({
  id: z.string(),
  revision: seenRevision,
});

/** A button of a request's page: which request, and the revision that the person saw. */
export const RequestStep = z.strictObject({ id: z.string(), revision: seenRevision });
export type RequestStep = z.output<typeof RequestStep>;

const reference = z.object({ id: z.string().nullable() }).nullish();

/**
 * PUT /listings/{id}: what the listing shall carry from now on. Absent leaves as it is, null (or a null id) removes.
 */
export const ListingUpdate = z
  .object({
    offer: reference,
    pricelist: reference,
    alt_pricelist_1: reference,
    alt_pricelist_2: reference,
  })
  .transform(
    (body): Wishes => ({
      offer_id: idOf(body.offer),
      pricelist_id: idOf(body.pricelist),
      alt_pricelist_1_id: idOf(body.alt_pricelist_1),
      alt_pricelist_2_id: idOf(body.alt_pricelist_2),
    }),
  );

function idOf(given: { id: string | null } | null | undefined): string | null | undefined {
  return given === undefined ? undefined : (given?.id ?? null);
}
