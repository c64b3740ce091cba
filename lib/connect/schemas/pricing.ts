import { z } from "zod";
import { diffKinds } from "../../domain/price-diff";
import { adjustmentStatuses, priceListStatuses, versionStatuses } from "../../domain/states";
import { amountNumber, amountText, events, instantAnswer, stub } from "./common";

const column = z
  .object({
    id: z.string().meta({ examples: ["price", "st0p", "v.floor"] }),
    name: z.string().meta({ examples: ["Price", "Suggested T0 Price"] }),
    description: z.string().optional(),
  })
  .meta({
    id: "PriceColumn",
    description: "A column of a price list. Their order is that of its spreadsheet.",
  });

const productStub = stub.extend({ icon: z.string().optional(), description: z.string().optional() });

const listStub = z.object({
  id: z.string().meta({ examples: ["PL-667-945-709"] }),
  name: z.string(),
  currency: z.string().meta({ examples: ["USD"] }),
  precision: z
    .number()
    .meta({ description: "The smallest step of a price, a power of ten; 0 is whole numbers." }),
  status: z.enum(priceListStatuses),
  owner: stub,
  attributes: z.array(column),
  stats: z
    .object({ products: z.int(), listings: z.int().optional(), listings_alt: z.int().optional() })
    .meta({ description: "Only the owner is told how many listings carry the list." }),
});

export const priceListAnswer = listStub
  .extend({
    description: z.string(),
    compatibility: z.literal("commerce").nullable(),
    products: z.array(productStub),
    events,
  })
  .meta({ id: "PriceList" });

export const versionAnswer = z
  .object({
    id: z.string().meta({ examples: ["PLV-667-945-709-0001"] }),
    description: z.string(),
    base: z.object({ id: z.string(), start_at: instantAnswer.nullable() }).nullable(),
    start_at: instantAnswer.nullable(),
    status: z.enum(versionStatuses),
    pricelist: listStub.meta({ id: "PriceListStub" }),
    xlsx_file: z.string(),
    events,
  })
  .meta({ id: "PriceListVersion" });

export const pointAnswer = z
  .object({
    id: z.string().meta({ description: "The global id of the item." }),
    item: z.object({
      global_id: z.string(),
      display_name: z.string(),
      mpn: z.string(),
      product: productStub,
    }),
    status: z.enum(["filled", "empty"]),
    attributes: z
      .record(z.string(), amountNumber)
      .meta({ description: "By column id. A column without a value is absent.", examples: [{ price: 300 }] }),
  })
  .meta({ id: "PricePoint" });

export const savedPointAnswer = pointAnswer.extend({ revision: z.int() }).meta({ id: "SavedPricePoint" });

const gridValues = z.record(z.string(), amountText);

export const gridAnswer = z
  .object({
    view: z
      .string()
      .meta({ description: "Names the order of the rows; send it back to read the next window." }),
    total: z.int(),
    offset: z.int(),
    rows: z.array(
      z
        .object({
          id: z.string(),
          mpn: z.string(),
          name: z.string(),
          product: stub,
          values: gridValues,
          base: gridValues.optional(),
          revision: z.int(),
        })
        .nullable(),
    ),
  })
  .meta({ id: "PriceGrid" });

export const priceChangeAnswer = z
  .object({
    id: z.string(),
    at: instantAnswer,
    by: stub,
    attributes: z.array(z.string()).optional(),
    operation: z.unknown().optional(),
    undo_of: z.object({ id: z.string() }).nullable(),
    points: z.int(),
    cells: z.int(),
    undone_at: instantAnswer.nullable(),
  })
  .meta({ id: "PriceChange" });

export const undoneAnswer = z
  .object({ id: z.string(), undo_of: z.object({ id: z.string() }), points: z.int(), cells: z.int() })
  .meta({ id: "UndonePriceChange" });

export const priceAnswer = z
  .object({
    item: z.object({ id: z.string(), mpn: z.string(), name: z.string() }),
    product: z.object({ id: z.string() }),
    listing: z.object({ id: z.string() }),
    pricelist: z.object({ id: z.string() }),
    version: z.object({ id: z.string(), start_at: instantAnswer.nullable() }),
    currency: z.string(),
    decimals: z.int(),
    attributes: z.record(z.string(), amountText),
    valid_from: instantAnswer,
    valid_to: instantAnswer.nullable(),
    lowest_30_days: z
      .object({
        st0p: amountText,
        from: instantAnswer.meta({ description: "Since when, within the 30 days, it was that low." }),
        version: z.object({ id: z.string() }).nullable().meta({
          description: "Null where the price came from a list that the reader does not see.",
        }),
      })
      .nullable()
      .optional()
      .meta({
        description:
          "The lowest customer price in force in the 30 days before the instant; null when there was none. Only with include=lowest_30_days.",
      }),
  })
  .meta({ id: "Price" });

export const adjustmentAnswer = z
  .object({
    id: z.string().meta({ examples: ["ADJ-204-118-963"] }),
    version: z.object({ id: z.string() }),
    status: z.enum(adjustmentStatuses),
    file_name: z.string(),
    uploaded_file: z.string(),
    processed_file: z.string().nullable(),
    error_detail: z.string().nullable(),
    dry_run: z.boolean(),
    applied: z.boolean(),
    progress: z.int().min(0).max(100),
    result: z
      .object({
        rows: z.int(),
        changed: z.int(),
        unchanged: z.int(),
        cleared: z.int(),
        failed: z.int(),
      })
      .nullable(),
    events,
  })
  .meta({ id: "Adjustment" });

export const verdictAnswer = z
  .object({
    row: z.int().meta({ description: "The number of the row as the spreadsheet shows it." }),
    item: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
    verdict: z.enum(["changed", "unchanged", "cleared", "failed"]),
    cells: z.array(z.object({ column: z.string(), value: z.string(), reason: z.string() })).readonly(),
  })
  .meta({ id: "AdjustmentRow" });

const changedItem = z.object({ id: z.string(), mpn: z.string(), name: z.string() });

export const bulkChangeAnswer = z
  .object({
    points: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    skipped: z.int(),
    refused: z.int(),
    applied: z.boolean(),
    fingerprint: z.string(),
    change: z.object({ id: z.string() }).optional(),
    rows: z.array(
      z.object({
        item: changedItem,
        attribute: z.string(),
        outcome: z.string(),
        before: amountText.nullable(),
        after: amountText.nullable(),
        reason: z.string().optional(),
      }),
    ),
  })
  .meta({ id: "BulkChange" });

export const comparisonAnswer = z
  .object({
    summary: z.object({
      added: z.int(),
      removed: z.int(),
      changed: z.int(),
      unchanged: z.int(),
      median_change_percent: amountText.nullable(),
    }),
    rows: z.array(
      z.object({
        item: changedItem,
        attribute: z.string(),
        from: amountText.nullable(),
        to: amountText.nullable(),
        delta: amountText.nullable(),
        delta_percent: amountText.nullable(),
        kind: z.enum(diffKinds),
      }),
    ),
  })
  .meta({ id: "Comparison" });

export const readinessAnswer = z.array(
  z
    .object({
      severity: z.enum(["blocking", "warning"]),
      code: z.string(),
      message: z.string(),
      count: z.int(),
      sample: z.array(z.string()).readonly().meta({ description: "The ids of the first of them." }),
    })
    .meta({ id: "Finding" }),
);

const numbered = z.object({ number: z.int() });

export const consequencesAnswer = z
  .object({
    in_force: numbered.nullable(),
    waiting: z.array(numbered),
    listings: z.int(),
    subscriptions: z.int(),
    renewals: z.int(),
  })
  .meta({ id: "Consequences" });
