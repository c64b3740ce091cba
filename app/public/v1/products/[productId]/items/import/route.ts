import { z } from "zod";
import { resource, route } from "@/app/_edge/route";
import { flag, flagField, readUpload } from "@/app/_edge/upload";
import { presentItemImport } from "@/lib/connect/item-import";
import { itemImportAnswer } from "@/lib/connect/schemas/products";
import { importItems } from "@/lib/services/products/item-files";
import { sheetLimits } from "@/lib/services/spreadsheet/limits";
import { productParams } from "../../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({
  POST: route({
    summary: "Import items from a spreadsheet",
    answer: itemImportAnswer,
    params: productParams,
    upload: z.object({ dry_run: flagField }),
    run: async (actor, { params, request }) => {
      const { file, name, fields } = await readUpload(request, sheetLimits.fileSize);
      return importItems(actor, { ...params, file, name, dryRun: flag(fields, "dry_run") });
    },
    reply: presentItemImport,
  }),
});
