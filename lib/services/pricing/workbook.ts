import { database } from "@/db/client";
import { exportPoints } from "@/db/price-export";
import type { VersionRow } from "@/db/price-versions";
import type { Actor } from "../../domain/access";
import { printInstant } from "../../domain/instant";
import type { PriceSheetContext } from "../../domain/price-sheet";
import { clock } from "../context";
import type { SheetFormat } from "../worker/jobs";
import { runJob } from "../worker/run-job";
import { getVersion } from "./versions";

export type VersionWorkbook = { name: string; format: SheetFormat; bytes: Uint8Array<ArrayBuffer> };

/** What reading and writing the version's file needs to know of its list, in the columns that the actor sees. */
export function sheetContext({ list }: VersionRow): PriceSheetContext {
  const columns = list.columns.map(({ id, name }) => ({ id, name }));
  return { columns, currency: list.currency, scale: list.decimals };
}

/**
 * The version as a spreadsheet that can be uploaded again (API.md §2). A draft is as it is now; from when it left draft a
 * version is frozen: its points cannot change, and items have the names and MPNs of that instant.
 */
export async function versionWorkbook(
  actor: Actor,
  { id, format }: { id: string; format: SheetFormat },
): Promise<VersionWorkbook> {
  const version = await getVersion(actor, { id });
  const { list, number, status, frozenAt } = version;
  const info = {
    list: { id: list.id, name: list.name },
    version: { id, number, status },
    currency: list.currency,
    exportedAt: printInstant(clock.now()),
    frozenAt: frozenAt && printInstant(frozenAt),
  };
  const { file } = await runJob(
    "write-price-sheet",
    { context: sheetContext(version), info, format },
    { feed: exportPoints(database(), version.id, frozenAt) },
  );
  return { name: `${id}.${format}`, format, bytes: file };
}
