import { z } from "zod";
import { DomainError } from "./errors";
import { line, optionalText, seenRevision } from "./product";
import { type Audience, audiences, type OfferStatus, type OfferType, offerTypes } from "./states";
import type { Transitions } from "./transitions";

/** An offer that is deleted is gone; `deleted` is never stored. */
export type OfferState = OfferStatus | "deleted";
/** `publish` makes a version public, `unpublish` makes the last public one private, `list` and `delist` are listings' doing. */
export type OfferEvent = "publish" | "unpublish" | "list" | "delist" | "delete";

/** DESIGN §6, reference connect.md §4.4. */
export const offerTransitions: Transitions<OfferState, OfferEvent> = {
  private: { publish: "ready", delete: "deleted" },
  ready: { publish: "ready", unpublish: "private", list: "listed", delete: "deleted" },
  listed: { publish: "listed", delist: "ready" },
  deleted: {},
};

export const offerPresentation = {
  private: {
    word: "Private",
    tone: "neutral",
    explanation: "Only you see it. Publish a version that is public to put the offer on listings.",
  },
  ready: {
    word: "Ready",
    tone: "info",
    explanation: "At least one version is public. A listing request can carry it.",
  },
  listed: {
    word: "Listed",
    tone: "success",
    explanation: "A listing carries it: distributors and their resellers read it.",
  },
} as const satisfies Record<OfferStatus, { word: string; tone: string; explanation: string }>;

/** Why an offer that listings carry cannot be deleted, or undefined: the words of the button and of the API. */
export function deletionRefusal(status: OfferStatus): string | undefined {
  if (offerTransitions[status].delete !== undefined) return undefined;
  return "The offer is listed and cannot be deleted. Remove it from its listings first.";
}

/** Why a public version cannot be made private, or undefined. `carriers` are the listings and open requests that carry it. */
export function privacyRefusal(number: number, carriers: readonly string[]): string | undefined {
  if (carriers.length === 0) return undefined;
  const named = carriers.slice(0, 5).join(", ");
  const more = carriers.length > 5 ? ` and ${carriers.length - 5} more` : "";
  return `Version ${number} cannot be made private: ${named}${more} ${carriers.length === 1 ? "carries" : "carry"} it.`;
}

/** The status after versions were made public or private. A listed offer stays listed. */
export function statusFor(status: OfferStatus, publicVersions: number): OfferStatus {
  if (status === "listed") return status;
  return publicVersions > 0 ? "ready" : "private";
}

export const audienceNames: Record<Audience, string> = {
  individuals: "Individuals",
  small_business: "Small business",
  enterprise: "Enterprise",
  education: "Education",
  government: "Government",
};

export const offerTypeNames: Record<OfferType, string> = {
  generic: "Generic offer",
  commerce: "CloudBlue offer",
};

/** One of a few words, or nothing: null and empty text are nothing. */
export function optionalChoice<const T extends string>(values: readonly T[]) {
  return z
    .string("must be text")
    .nullish()
    .transform((text, context): T | null | undefined => {
      if (text === undefined) return undefined;
      if (text === null || text.trim() === "") return null;
      const known = values.find((value) => value === text.trim().toLowerCase());
      if (known !== undefined) return known;
      const message = `${JSON.stringify(text)} is not one of ${values.join(", ")}`;
      context.addIssue({ code: "custom", message, input: text });
      return z.NEVER;
    });
}

/** Keys of a read offer that a client may send back unchanged; the server decides them. */
const decided = Object.fromEntries(
  "id owner stats status version public changes_description events sample"
    .split(" ")
    .map((key) => [key, z.unknown().optional()]),
);

const editable = {
  name: line("a name", 512),
  description: optionalText(10_000),
  audience: optionalChoice(audiences),
};

export const OfferInput = z
  .strictObject({
    ...decided,
    ...editable,
    type: optionalChoice(offerTypes),
    product: z.object({ id: line("a product id", 64) }, "must name a product: {id}"),
  })
  .transform(({ name, description, audience, type, product }) => ({
    name,
    description: description ?? null,
    audience: audience ?? null,
    type: type ?? ("generic" as const),
    productId: product.id,
  }));
export type OfferInput = z.output<typeof OfferInput>;

/** What is left out stays as it is. Product and type are chosen at creation and ignored here when they are sent back. */
export const OfferUpdate = z
  .strictObject({
    ...decided,
    name: editable.name.optional(),
    description: editable.description,
    audience: editable.audience,
    type: z.unknown().optional(),
    product: z.unknown().optional(),
  })
  .transform(({ name, description, audience }) => ({
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(audience === undefined ? {} : { audience }),
  }));
export type OfferUpdate = z.output<typeof OfferUpdate>;

/** True, false, or a form's words for them; absent is undefined. */
const flag = z
  .union([z.boolean(), z.enum(["true", "false", "on", "off"])], "must be true or false")
  .transform((given) => given === true || given === "true" || given === "on");

export const OfferVersionInput = z
  .strictObject({ public: flag.default(false), changes_description: optionalText(4000) })
  .transform((given) => ({
    isPublic: given.public,
    changesDescription: given.changes_description ?? null,
  }));
export type OfferVersionInput = z.output<typeof OfferVersionInput>;

/** Only the public flag and the text can change: the content of a version never does. */
export const OfferVersionUpdate = z
  .strictObject({ public: flag.optional(), changes_description: optionalText(4000) })
  .transform((given) => ({
    ...(given.public === undefined ? {} : { isPublic: given.public }),
    ...(given.changes_description === undefined ? {} : { changesDescription: given.changes_description }),
  }));
export type OfferVersionUpdate = z.output<typeof OfferVersionUpdate>;

/** An offer or one of its parts, and the revision that the writer has seen. */
export const offerKeys = { offerId: z.string(), revision: seenRevision };

/** @throws DomainError `limit` when an offer would hold more than `max` of something */
export function assertRoom(count: number, max: number, what: string): void {
  if (count < max) return;
  throw new DomainError("limit", `An offer holds at most ${max} ${what}; this one has ${count}.`);
}
