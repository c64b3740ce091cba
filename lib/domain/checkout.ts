import { z } from "zod";
import { isCurrency } from "./currencies";
import { codeKey } from "./discount";
import { isId } from "./ids";
import { quote } from "./money-text";

export const previewTypes = ["purchase", "change", "renew"] as const;
export const requestTypes = [...previewTypes, "cancel"] as const;
export type OrderType = (typeof requestTypes)[number];

/** Upstream takes no more lines in one order (vipmp reference §3.3). */
export const maxOrderLines = 499;
const maxCodesPerMpn = 50;
const maxQuantity = 999_999_999;

const selectedId = "flex_discounts_selected";

/** Parameters that we write and a client may send back unread. */
const recordedIds = [
  "cb_flex_discount_draft",
  "cb_flex_discount_final",
  "flex_discounts_auto_applied",
] as const;
export const discountRecordIds: ReadonlySet<string> = new Set(recordedIds);

function strict<T extends z.ZodRawShape>(shape: T) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `has unknown keys: ${issue.keys.join(", ")}; allowed are ${Object.keys(shape).join(", ")}`
        : undefined,
  });
}

function idOf(kind: "marketplace" | "asset" | "tierAccount", example: string) {
  return z.string().refine((text) => isId(kind, text), {
    error: (issue) => `${quote(String(issue.input))} is not an id such as ${example}`,
  });
}

const reference = <T extends z.ZodType>(id: T) => strict({ id });
const tier = reference(idOf("tierAccount", "TA-1000-0000-0001"));

/** Quantities come as numbers, or as text from older clients of the platform API. */
const quantity = z.union([z.number(), z.string()]).transform((given, context): number => {
  const number = typeof given === "number" || /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
  if (Number.isInteger(number) && number >= 0 && number <= maxQuantity) return number;
  context.addIssue({
    code: "custom",
    message: `${quote(String(given))} is not a whole number from 0 to ${maxQuantity}`,
    input: given,
  });
  return z.NEVER;
});

const text = (longest: number) =>
  z.string().max(longest, `is too long; at most ${longest} characters are allowed`);
const code = text(64);

const item = strict({
  id: text(64).optional(),
  global_id: text(64).optional(),
  mpn: text(64).optional(),
  quantity,
  discount_code: code.optional(),
}).refine(({ id, global_id, mpn }) => Boolean(id ?? global_id ?? mpn), {
  error: "names no item; give id, global_id or mpn",
});

const param = strict({
  id: text(64),
  value: z.unknown().optional(),
  structured_value: z.unknown().optional(),
});

/** MPN to codes; an empty array means none for that MPN (DESIGN §8.2). */
const selectedCodes = z.record(
  z.string().trim().min(1, "is an empty MPN"),
  z.array(code.refine((given) => given.trim() !== "", "is empty; a code is expected")).max(maxCodesPerMpn, {
    error: `holds too many codes; at most ${maxCodesPerMpn} for each MPN are allowed`,
  }),
  { error: "is not an object of MPNs with arrays of codes" },
);

const asset = strict({
  id: idOf("asset", "AS-1000-0000-0001").nullish(),
  product: reference(text(64)).optional(),
  connection: reference(text(64)).optional(),
  external_id: text(128).nullish(),
  external_uid: text(128).nullish(),
  tiers: strict({ customer: tier.optional(), tier1: tier.nullish(), tier2: tier.nullish() }).optional(),
  items: z
    .array(item)
    .max(maxOrderLines, `holds too many lines; at most ${maxOrderLines} are allowed`)
    .default([]),
  params: z.array(param).max(100, "holds too many parameters; at most 100 are allowed").default([]),
});

const shared = {
  marketplace: reference(idOf("marketplace", "MP-20001")).optional(),
  currency: z
    .string()
    .refine(isCurrency, {
      error: (issue) => `${quote(String(issue.input))} is not a currency code such as USD`,
    })
    .optional(),
  asset,
  scheduled_for: z.literal("renewal", { error: 'is not allowed; use "renewal" or null' }).nullish(),
};

const at = z.iso
  .datetime({ offset: true, error: "is not an instant with a zone, such as 2026-03-01T00:00:00Z" })
  .transform((given) => new Date(given));

type Body = {
  type: OrderType;
  marketplace?: { id: string } | undefined;
  currency?: string | undefined;
  asset: z.output<typeof asset>;
  scheduled_for?: "renewal" | null | undefined;
  at?: Date | null | undefined;
};

type Fault = { path: (string | number)[]; message: string };

function checked(body: Body, context: z.RefinementCtx): void {
  const faults = [...partyFaults(body), ...itemFaults(body), ...paramFaults(body), ...codeFaults(body)];
  for (const { path, message } of faults) context.addIssue({ code: "custom", path, message });
}

function partyFaults({ type, marketplace, asset: given, scheduled_for }: Body): Fault[] {
  const faults: Fault[] = [];
  const add = (path: string, message: string) => faults.push({ path: path.split("."), message });
  if (type === "purchase") {
    if (!marketplace)
      add("marketplace", 'is missing; a purchase names its marketplace, such as {"id": "MP-20001"}');
    if (given.id) add("asset.id", "is not allowed in a purchase; the subscription is made by it");
    if (!given.tiers?.customer) add("asset.tiers.customer", "is missing; a purchase names its customer");
  } else if (!given.id) {
    add("asset.id", `is missing; a ${type} names the subscription`);
  }
  if (scheduled_for && type !== "change")
    add("scheduled_for", `is not allowed in a ${type}; only a change can be scheduled`);
  return faults;
}

function itemFaults({ type, asset: given, scheduled_for }: Body): Fault[] {
  const faults: Fault[] = [];
  if (given.items.length === 0 && (type === "purchase" || type === "change")) {
    faults.push({ path: ["asset", "items"], message: `is empty; a ${type} has at least one item` });
  }
  const least = type === "purchase" || (type === "change" && !scheduled_for) ? 1 : 0;
  const seen = new Set<string>();
  given.items.forEach((one, index) => {
    if (one.quantity < least) {
      const hint = type === "change" ? "; to remove an item schedule the change for the renewal" : "";
      faults.push({
        path: ["asset", "items", index, "quantity"],
        message: `is ${one.quantity}; at least ${least} is allowed${hint}`,
      });
    }
    const name = one.global_id ?? one.id?.replaceAll("_", "-") ?? one.mpn ?? "";
    if (seen.has(name))
      faults.push({ path: ["asset", "items", index], message: `repeats ${name}; name each item once` });
    seen.add(name);
  });
  return faults;
}

function paramFaults({ asset: given }: Body): Fault[] {
  const seen = new Set<string>();
  return given.params.flatMap((one, index): Fault[] => {
    const path = ["asset", "params", index];
    if (seen.has(one.id)) return [{ path, message: `repeats ${one.id}; give each parameter once` }];
    seen.add(one.id);
    if (one.id !== selectedId || isUnset(one)) return [];
    if (one.structured_value == null) {
      return [
        {
          path: [...path, "structured_value"],
          message: `is missing; ${selectedId} is an object of MPNs with arrays of codes`,
        },
      ];
    }
    const parsed = selectedCodes.safeParse(one.structured_value);
    if (!parsed.success) {
      return parsed.error.issues.map((issue) => ({
        path: [...path, "structured_value", ...issue.path.filter((part) => typeof part !== "symbol")],
        message: issue.message,
      }));
    }
    return repeatedMpns(one.structured_value, path);
  });
}

/** Keys that differ only in outer blanks would name one MPN twice. */
function repeatedMpns(value: unknown, path: (string | number)[]): Fault[] {
  const keys = typeof value === "object" && value ? Object.keys(value) : [];
  return keys.flatMap((key, index) =>
    keys.findIndex((other) => other.trim() === key.trim()) < index
      ? [{ path: [...path, "structured_value", key], message: `repeats the MPN ${key.trim()}` }]
      : [],
  );
}

function isUnset(given: { value?: unknown; structured_value?: unknown }): boolean {
  return (given.value == null || given.value === "") && given.structured_value == null;
}

function codeFaults({ asset: given }: Body): Fault[] {
  const selected = given.params.some((one) => one.id === selectedId && !isUnset(one));
  if (!selected) return [];
  return given.items.flatMap((one, index) =>
    one.discount_code === undefined
      ? []
      : [
          {
            path: ["asset", "items", index, "discount_code"],
            message: `cannot be given together with ${selectedId}; use one of the two`,
          },
        ],
  );
}

/** The order as services work with it. */
export type CheckoutOrder = ReturnType<typeof orderOf>;

function orderOf({ type, marketplace, currency, asset: given, scheduled_for, at: instant }: Body) {
  return {
    type,
    marketplaceId: marketplace?.id ?? null,
    currency: currency ?? null,
    assetId: given.id ?? null,
    productId: given.product?.id ?? null,
    externalId: given.external_id ?? null,
    externalUid: given.external_uid ?? null,
    customerId: given.tiers?.customer?.id ?? null,
    tier1Id: given.tiers?.tier1?.id ?? null,
    tier2Id: given.tiers?.tier2?.id ?? null,
    items: given.items.map((one) => ({
      id: one.global_id ?? one.id ?? null,
      mpn: one.mpn ?? null,
      quantity: one.quantity,
      /** Null = nothing typed; empty = deliberately none. */
      discountCode: one.discount_code?.trim() ?? null,
    })),
    /** `flex_discounts_selected`, or null when the order does not carry it. */
    selected: selectedOf(given.params),
    params: given.params.filter(({ id }) => id !== selectedId && !discountRecordIds.has(id)),
    scheduledForRenewal: scheduled_for === "renewal",
    /** Only in a preview: the instant asked about; null is now. */
    at: instant ?? null,
  };
}

function selectedOf(params: z.output<typeof param>[]): ReadonlyMap<string, readonly string[]> | null {
  const given = params.find((one) => one.id === selectedId);
  if (!given || isUnset(given)) return null;
  return new Map(Object.entries(selectedCodes.parse(given.structured_value)));
}

/** The body of `POST /checkout/preview` (API.md §3). Unknown keys are refused with their path. */
export const previewOrder = strict({
  type: z.enum(previewTypes, { error: `is not one of ${previewTypes.join(", ")}` }),
  ...shared,
  at: at.nullish(),
})
  .superRefine(checked)
  .transform(orderOf);

/** The body of `POST /requests`: the same order, also `cancel`, and no instant. */
export const requestOrder = strict({
  type: z.enum(requestTypes, { error: `is not one of ${requestTypes.join(", ")}` }),
  ...shared,
  note: text(2048).nullish(),
  at: z.null({ error: "is only for previews; an order is placed now" }).optional(),
})
  .superRefine(checked)
  .transform(orderOf);

/** Does the order name any code itself? Then it is refused rather than placed without it when upstream is away (DESIGN §8.7). */
export function namesCodes(order: Pick<CheckoutOrder, "items" | "selected">): boolean {
  const typed = order.items.some((one) => one.discountCode);
  return (
    typed || [...(order.selected?.values() ?? [])].some((codes) => codes.some((one) => codeKey(one) !== ""))
  );
}
