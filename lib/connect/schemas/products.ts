import { z } from "zod";
import { itemPeriods, itemPrecisions } from "../../domain/item";
import { itemStatuses, itemTypes, productStatuses } from "../../domain/states";
import { events, stub } from "./common";

export const productAnswer = z
  .object({
    id: z.string().meta({ examples: ["PRD-207-752-513"] }),
    name: z.string(),
    description: z.string().optional(),
    icon: z.string().optional(),
    status: z.enum(productStatuses),
    version: z.int().min(0).meta({ description: "The latest public version; 0 before the first." }),
    owner: stub,
    events,
  })
  .meta({ id: "Product" });

export const productVersionAnswer = z
  .object({ version: z.int(), public: z.boolean(), latest: z.boolean(), product: stub })
  .meta({ id: "ProductVersion" });

export const itemAnswer = z
  .object({
    id: z.string().meta({ examples: ["PRD-207-752-513-0001"] }),
    local_id: z.string().meta({ examples: ["PRD_207_752_513_0001"] }),
    mpn: z.string().meta({ description: "The manufacturer part number, which people also call SKU." }),
    name: z.string(),
    display_name: z.string(),
    description: z.string(),
    external_id: z.string().optional(),
    type: z.enum(itemTypes),
    period: z.string().meta({ examples: [...itemPeriods] }),
    precision: z.enum(Object.keys(itemPrecisions)),
    unit: z.object({ id: z.string(), name: z.string(), title: z.string(), unit: z.string() }),
    commitment: z.object({ multiplier: z.literal("billing_period"), count: z.int().min(1) }),
    status: z.enum(itemStatuses),
    position: z.int(),
    dynamic: z.boolean(),
    ui: z.object({ visibility: z.boolean() }),
    events,
  })
  .meta({ id: "Item" });

export const unitAnswer = z
  .object({
    id: z.string(),
    unit: z.string(),
    description: z.string(),
    type: z.string(),
    cumulative: z.boolean(),
  })
  .meta({ id: "Unit" });

export const configurationAnswer = z
  .object({
    id: z.string().meta({ description: "parameter#item#marketplace" }),
    parameter: stub.extend({ scope: z.literal("marketplace") }),
    marketplace: stub,
    value: z.union([z.boolean(), z.string()]),
  })
  .meta({ id: "Configuration" });

const verdict = z.object({
  row: z.int().meta({ description: "The number of the row as the spreadsheet shows it." }),
  item: z.object({ id: z.string() }).nullable(),
  mpn: z.string().nullable(),
  name: z.string().nullable(),
  verdict: z.enum(["created", "updated", "deleted", "skipped", "unchanged", "failed"]),
  cells: z.array(z.object({ column: z.string(), value: z.string(), reason: z.string() })),
});

export const itemImportAnswer = z
  .object({
    status: z.enum(["success", "partial", "failed"]),
    applied: z.boolean(),
    result: z.record(z.string(), z.int()),
    rows: z.array(verdict),
    left_out: z.int().meta({ description: "How many rows are not shown." }),
  })
  .meta({ id: "ItemImport" });
