import { z } from "zod";
import { isCountry } from "./countries";
import { type Issue, invalid } from "./errors";
import { line, optionalText, seenRevision } from "./product";
import { segments, type TierType, tierTypes } from "./states";

export const tierTypePresentation = {
  customer: { word: "Customer", tone: "neutral", explanation: "Buys for its own use." },
  reseller: {
    word: "Reseller",
    tone: "info",
    explanation: "Buys from the distributor and sells to customers.",
  },
} as const satisfies Record<TierType, { word: string; tone: string; explanation: string }>;

export const segmentNames = { COM: "Commercial", EDU: "Education", GOV: "Government" } as const;

const country = z
  .string({ error: (issue) => (issue.input === undefined ? "is required" : "must be text") })
  .trim()
  .toUpperCase()
  .refine(isCountry, "must be a two-letter country code, such as US");

const phone = z.strictObject({
  country_code: z.string().trim().max(10, "at most 10 characters").optional(),
  area_code: z.string().trim().max(10, "at most 10 characters").optional(),
  phone_number: z.string().trim().max(32, "at most 32 characters").optional(),
  extension: z.string().trim().max(16, "at most 16 characters").optional(),
});

const contact = z.strictObject({
  first_name: line("a first name", 100),
  last_name: line("a last name", 100),
  email: z.email("must be an e-mail address, such as jane@example.com").max(320, "at most 320 characters"),
  phone_number: phone.nullish(),
});

/** Where the company is and whom to write to (reference connect.md §7). */
export const ContactInfoInput = z.strictObject({
  address_line1: line("a street and number", 255),
  address_line2: optionalText(255),
  city: line("a city", 100),
  state: optionalText(100),
  postal_code: line("a postal code", 20),
  country,
  contact,
});

/** `{id}` as in the API, or the id alone as a form sends it; empty is nobody. */
const parent = z
  .union([z.string(), z.object({ id: z.string() })], "must be an id or an object with an id")
  .transform((entry) => (typeof entry === "string" ? entry : entry.id).trim() || null)
  .nullish();

const fields = {
  name: line("a name", 255),
  segment: z.enum(segments, `must be one of ${segments.join(", ")}`).optional(),
  /** Defaults to the address's country. */
  country: z.preprocess((value) => (value === "" ? undefined : value), country.optional()),
  parent,
  external_id: optionalText(128),
  external_uid: optionalText(128),
  tax_id: optionalText(64),
  contact_info: ContactInfoInput,
};

export const TierAccountInput = z.strictObject({
  type: z.enum(tierTypes, `must be one of ${tierTypes.join(", ")}`),
  environment: z.literal("production", "must be production").optional(),
  ...fields,
});
export type TierAccountInput = z.output<typeof TierAccountInput>;

/** Keys of a read account that a client may send back unchanged; the server decides them. */
const decided = Object.fromEntries(
  ["id", "scopes", "owner", "hub", "environment", "version", "events"].map((key) => [
    key,
    z.unknown().optional(),
  ]),
);

const partial = z.strictObject({ type: z.enum(tierTypes), ...fields }).partial();
export type TierAccountUpdate = z.output<typeof partial>;

/** PUT: what is absent stays as it is; null empties. The type is fixed: another one is refused by the service. */
export const TierAccountUpdate: z.ZodType<TierAccountUpdate> = z.strictObject({
  ...decided,
  ...partial.shape,
});

export const TierAccountForm = z.strictObject({ ...fields, id: z.string(), revision: seenRevision });

type Link = { id: string; type: TierType; parentId: string | null };

/**
 * Whether `parent` may stand above `account`: a chain is customer → direct reseller → indirect reseller, no longer.
 * @param hasResellers whether resellers stand below `account` already
 * @throws DomainError `invalid` on `parent`
 */
export function checkParent(account: Link, parent: Link, hasResellers: boolean): void {
  const message = parentFault(account, parent, hasResellers);
  if (message) throw invalid("parent", message, { rule: "parent", value: parent.id });
}

function parentFault(account: Link, parent: Link, hasResellers: boolean): Issue["message"] | undefined {
  if (parent.type !== "reseller") return `${parent.id} is a customer; only a reseller can be a parent`;
  if (parent.id === account.id) return "an account cannot be its own parent";
  if (account.type === "customer") return undefined;
  if (parent.parentId !== null)
    return `${parent.id} buys from ${parent.parentId} already; a chain has at most two resellers`;
  return hasResellers ? "resellers buy from this one; a chain has at most two resellers" : undefined;
}
