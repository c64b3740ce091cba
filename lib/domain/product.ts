import { z } from "zod";
import type { ProductStatus } from "./states";
import type { Transitions } from "./transitions";

/** A draft that is deleted is gone; `deleted` is never stored. */
export type ProductState = ProductStatus | "deleted";
export type ProductEvent = "publish" | "endsale" | "resumesale" | "delete";

/** DESIGN §7, reference connect.md §6.1. Publishing a published product makes its next version. */
export const productTransitions: Transitions<ProductState, ProductEvent> = {
  draft: { publish: "published", delete: "deleted" },
  published: { publish: "published", endsale: "endofsale" },
  endofsale: { resumesale: "published" },
  deleted: {},
};

export const productPresentation = {
  draft: {
    word: "Draft",
    tone: "neutral",
    explanation: "Only you see it. Publish it to list it on marketplaces; a draft can be deleted.",
  },
  published: {
    word: "Published",
    tone: "success",
    explanation: "Distributors under contract see it and can list it. Its published items can be sold.",
  },
  endofsale: {
    word: "Retired",
    tone: "warning",
    explanation: "No longer sold to new customers. The sale can be resumed.",
  },
} as const satisfies Record<ProductStatus, { word: string; tone: string; explanation: string }>;

/** A required line of text. */
export function line(what: string, max: number) {
  return z
    .string({ error: (issue) => (issue.input === undefined ? "is required" : "must be text") })
    .trim()
    .min(1, `is empty; ${what} of 1 to ${max} characters is expected`)
    .max(max, `is too long; at most ${max} characters are allowed`);
}

/** Text that may be absent, null or empty; empty becomes null. */
export function optionalText(max: number) {
  return z
    .string("must be text")
    .trim()
    .max(max, `is too long; at most ${max.toLocaleString("en")} characters are allowed`)
    .transform((text) => text || null)
    .nullish();
}

/** The revision that the writer has seen: a whole number, also as a form's text. Absent means: whatever it is. */
export const seenRevision = z.coerce
  .number("must be a whole number")
  .int("must be a whole number")
  .optional();

/** Keys of a read product that a client may send back unchanged; the server decides them. */
const decided = Object.fromEntries(
  ["id", "status", "version", "owner", "icon", "events", "published_at", "latest", "visibility", "stats"].map(
    (key) => [key, z.unknown().optional()],
  ),
);

const editable = { name: line("a name", 255), description: optionalText(4000) };

export const ProductInput = z
  .strictObject({ ...decided, ...editable })
  .transform(({ name, description }) => ({ name, description: description ?? null }));
export type ProductInput = z.output<typeof ProductInput>;

/** What is left out stays as it is. */
export const ProductUpdate = z
  .strictObject({ ...decided, name: editable.name.optional(), description: editable.description })
  .transform(({ name, description }) => ({
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
  }));
export type ProductUpdate = z.output<typeof ProductUpdate>;

export const ProductVersionInput = z.strictObject({
  public: z.literal(true, "must be true: a version is published for everybody under contract").default(true),
});
