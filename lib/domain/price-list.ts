import { z } from "zod";
import { isCurrency } from "./currencies";
import { DomainError, type Issue, invalidFields } from "./errors";
import { instantText } from "./instant";
import { decimalsFromPrecision, precisionFromDecimals } from "./money";
import { attributesInput } from "./price-columns";
import type { PriceListStatus, VersionStatus } from "./states";
import { nextState, refusal, type Transitions } from "./transitions";

/** A list that was deleted is in no state that is stored; the table needs its name. */
export type PriceListState = PriceListStatus | "deleted";
/** `edit` is every other change: name, columns, new versions. */
export type PriceListAction = "edit" | "terminate" | "remove";

/** DESIGN §5. Draft, scheduled and active follow from the versions: see `listStatus`. */
export const priceListActions: Transitions<PriceListState, PriceListAction> = {
  draft: { edit: "draft", remove: "deleted" },
  scheduled: { edit: "scheduled" },
  active: { edit: "active", terminate: "terminated" },
  terminated: {},
  deleted: {},
};

export type PriceListFacts = { readonly id: string; readonly status: PriceListStatus };

/** Why a person may not do `action` to the list, or undefined when it may be done. */
export function listRefusal(list: PriceListFacts, action: PriceListAction): string | undefined {
  if (list.status === "terminated") return `${list.id} is terminated: it accepts nothing more.`;
  return refusal(priceListActions, list.status, action, list.id);
}

/** @throws DomainError `wrong_state` with the sentence of `listRefusal`. */
export function checkListAction(list: PriceListFacts, action: PriceListAction): PriceListState {
  const refused = listRefusal(list, action);
  if (refused) throw new DomainError("wrong_state", refused);
  return nextState(priceListActions, list.status, action, list.id);
}

/** DESIGN §5: terminated, else active once a version was active, else scheduled while a version is, else draft. */
export function listStatus(versions: readonly VersionStatus[], terminated: boolean): PriceListStatus {
  if (terminated) return "terminated";
  if (versions.some((status) => status === "active" || status === "expired")) return "active";
  return versions.includes("scheduled") ? "scheduled" : "draft";
}

export type StateWords = {
  readonly word: string;
  readonly tone: "neutral" | "info" | "success" | "warning" | "danger";
  readonly explanation: string;
};

export const versionStates: Readonly<Record<VersionStatus, StateWords>> = {
  draft: { word: "Draft", tone: "neutral", explanation: "Prices can be edited. Nobody else sees them." },
  scheduled: {
    word: "Scheduled",
    tone: "info",
    explanation: "Prices are fixed and take effect at the start of the version.",
  },
  active: { word: "Active", tone: "success", explanation: "These prices are in force." },
  expired: { word: "Expired", tone: "neutral", explanation: "These prices were in force and no longer are." },
};

export const priceListStates: Readonly<Record<PriceListStatus, StateWords>> = {
  draft: { word: "Draft", tone: "neutral", explanation: "No version is scheduled or was ever active." },
  scheduled: { word: "Scheduled", tone: "info", explanation: "The first version waits for its start." },
  active: { word: "Active", tone: "success", explanation: "A version of this list is in force." },
  terminated: {
    word: "Terminated",
    tone: "danger",
    explanation: "Nothing is in force, and nothing more is accepted.",
  },
};

const nameText = z.string().trim().min(1, "must not be empty").max(512, "may have at most 512 characters");
const descriptionText = z.string().max(2048, "may have at most 2048 characters");
const reference = z.object({ id: z.string().min(1, "must not be empty") });

const currency = z.string().refine(isCurrency, {
  error: (issue) => `“${String(issue.input)}” is not a currency code such as USD or EUR`,
});

const precision = z.number().refine(isPrecision, {
  error: (issue) =>
    `${String(issue.input)} is not allowed; use 0 (whole numbers), 0.1, 0.01 and so on to 0.00000001`,
});

function isPrecision(value: number): boolean {
  return [0, 1, 2, 3, 4, 5, 6, 7, 8].some((decimals) => precisionFromDecimals(decimals) === value);
}

/** The attributes still have to pass `newColumns`. */
export const createPriceListInput = z.object({
  name: nameText,
  description: descriptionText.nullable().default(null),
  currency,
  precision: precision.default(0.01),
  compatibility: z.literal("commerce").nullable().default(null),
  attributes: attributesInput,
  products: z
    .array(reference)
    .min(1, "must name at least one product")
    .refine((products) => new Set(products.map(({ id }) => id)).size === products.length, {
      error: "names a product twice",
    }),
});
export type CreatePriceListInput = z.infer<typeof createPriceListInput>;

/** What is left out stays. Currency, precision and products are fixed: see `checkFixedFields`. */
export const updatePriceListInput = z.object({
  name: nameText.optional(),
  description: descriptionText.nullable().optional(),
  attributes: attributesInput.optional(),
  currency: z.string().optional(),
  precision: z.number().optional(),
  products: z.array(reference).optional(),
});
export type UpdatePriceListInput = z.infer<typeof updatePriceListInput>;

type FixedFields = {
  readonly currency: string;
  readonly decimals: number;
  readonly productIds: readonly string[];
};

/**
 * Currency, precision and products are fixed after creation (DESIGN §5); sending them unchanged is no change.
 * @throws DomainError `invalid` naming each field that would change and its value.
 */
export function checkFixedFields(list: FixedFields, input: UpdatePriceListInput): void {
  const issues: Issue[] = [];
  function refuse(path: string, is: string, value: unknown) {
    issues.push({ path, message: `is fixed after creation: it is ${is}`, rule: "fixed", value });
  }
  if (input.currency !== undefined && input.currency !== list.currency) {
    refuse("currency", list.currency, input.currency);
  }
  if (input.precision !== undefined && decimalsFromPrecision(input.precision) !== list.decimals) {
    refuse("precision", String(precisionFromDecimals(list.decimals)), input.precision);
  }
  const ids = input.products?.map((product) => product.id);
  if (ids && ids.toSorted().join() !== list.productIds.toSorted().join()) {
    refuse("products", list.productIds.join(", "), ids);
  }
  if (issues.length > 0) throw invalidFields(issues);
}

/** With `base` the list is known and the points are copied; `points: "empty"` starts without them (API.md §2). */
export const createVersionInput = z
  .object({
    pricelist: reference.optional(),
    base: reference.nullish(),
    description: descriptionText.default(""),
    start_at: instantText.nullish(),
    points: z.enum(["copy", "empty"]).default("copy"),
  })
  .refine((input) => input.pricelist !== undefined || (input.base ?? null) !== null, {
    error: "must name the price list or a base version",
    path: ["base"],
  });
export type CreateVersionInput = z.infer<typeof createVersionInput>;

export const updateVersionInput = z.object({
  description: descriptionText.optional(),
  start_at: instantText.nullish(),
});
export type UpdateVersionInput = z.infer<typeof updateVersionInput>;

/** `strict` stops at readiness warnings too. Without `start_at` the draft's own start counts. */
export const scheduleInput = z.object({
  start_at: instantText.nullish(),
  strict: z.boolean().default(false),
});

export const activateInput = z.object({ strict: z.boolean().default(false) });
