"use client";

import { Badge } from "@/components/ui/badge";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import type { BulkResult } from "@/lib/client/price-grid";
import { cn } from "@/lib/cn";
import type { GridColumn } from "./columns";

/** How many cells are shown before and after; refused ones come first. */
const shown = 50;

type BulkPreviewProps = {
  result: BulkResult | undefined;
  /** It belongs to an earlier choice. */
  stale: boolean;
  columns: readonly GridColumn[];
};

/** What would happen: counts first, then prices before and after. */
export function BulkPreview({ result, stale, columns }: BulkPreviewProps) {
  if (!result) {
    return (
      <p className="rounded-md bg-sunken px-3 py-6 text-center text-muted-foreground">
        The preview appears here: every price before and after.
      </p>
    );
  }
  const counts = [
    `${result.points.toLocaleString("en")} items`,
    `${result.changed.toLocaleString("en")} prices change`,
    `${result.unchanged.toLocaleString("en")} stay the same`,
    `${result.skipped.toLocaleString("en")} are empty`,
    `${result.refused.toLocaleString("en")} refused`,
  ];
  return (
    <div className={cn("flex min-w-0 flex-col gap-2", stale && "opacity-60")} aria-busy={stale || undefined}>
      <p role="status" aria-label="Preview" className="font-medium">
        {counts.join(" · ")}
      </p>
      {result.refused > 0 ? (
        <p className="text-danger text-sm">
          An item with a refused price stays as it is; all the others change.
        </p>
      ) : null}
      <div className="max-h-72 overflow-y-auto rounded-lg border">
        <Table label="Prices before and after" scroll="box">
          <THead>
            <Th>Item</Th>
            <Th className="hidden sm:table-cell">Column</Th>
            <Th numeric>Before</Th>
            <Th numeric>After</Th>
          </THead>
          <TBody>
            {result.rows.slice(0, shown).map((row) => (
              <PreviewRow key={`${row.item.id} ${row.attribute}`} row={row} columns={columns} />
            ))}
          </TBody>
        </Table>
      </div>
      <p className="text-muted-foreground text-sm">
        {result.rows.length > shown ? `The first ${shown} of them.` : ""}
      </p>
    </div>
  );
}

function PreviewRow({
  row,
  columns,
}: Pick<BulkPreviewProps, "columns"> & { row: BulkResult["rows"][number] }) {
  const label = columns.find(({ id }) => id === row.attribute)?.label ?? row.attribute;
  return (
    <Tr>
      <Td truncate title={`${row.item.name} · ${row.item.mpn}`}>
        {row.item.name}
        <span className="block truncate text-muted-foreground text-xs sm:hidden">{label}</span>
      </Td>
      <Td className="hidden whitespace-nowrap sm:table-cell">{label}</Td>
      <Td numeric>{row.before ?? "empty"}</Td>
      <Td numeric>
        {row.outcome === "refused" ? (
          <span className="flex flex-col items-end gap-0.5">
            <Badge tone="danger">Refused</Badge>
            <span className="whitespace-normal text-danger text-xs">{row.reason}</span>
          </span>
        ) : (
          <span className={cn(row.outcome === "unchanged" && "text-muted-foreground")}>
            {row.after ?? "empty"}
          </span>
        )}
      </Td>
    </Tr>
  );
}
