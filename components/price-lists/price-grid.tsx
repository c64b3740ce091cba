"use client";

import { useIsMutating, useQueryClient } from "@tanstack/react-query";
import { type ClipboardEvent, type KeyboardEvent, useRef } from "react";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { UnsavedGuard } from "@/components/ui/unsaved-guard";
import { columnLabel, type PriceColumn } from "@/lib/domain/price-columns";
import { pasteBlock, pressKey, readClipboard } from "./grid-keys";
import { ItemCells, ProductCell } from "./item-cells";
import { PriceCell } from "./price-cell";
import { type PriceRow, savingKey, usePoint } from "./use-point";

type PriceGridProps = {
  versionId: string;
  columns: PriceColumn[];
  rows: PriceRow[];
  currency: string;
  decimals: number;
  showProduct: boolean;
  /** Sorts by the name of the item. */
  itemSort: { href: string; direction?: "asc" | "desc" | undefined };
};

function cellOf(target: EventTarget): HTMLInputElement | undefined {
  return target instanceof HTMLInputElement && target.dataset.cell !== undefined ? target : undefined;
}

/** The prices of a draft, typed over in place; arrows, Enter and Tab move, a block pasted from a spreadsheet spreads. */
export function PriceGrid({ versionId, columns, rows, showProduct, itemSort, ...money }: PriceGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const client = useQueryClient();

  function press(event: KeyboardEvent) {
    const cell = cellOf(event.target);
    if (cell && grid.current && pressKey(grid.current, cell, event)) event.preventDefault();
  }

  function paste(event: ClipboardEvent) {
    const cell = cellOf(event.target);
    const block = readClipboard(event.clipboardData.getData("text/plain"));
    if (!cell || !block || !grid.current) return;
    event.preventDefault();
    const { written, outside } = pasteBlock(grid.current, cell, block);
    const rest = outside > 0 ? ` ${outside} did not fit on this page.` : "";
    toast({ title: `${written} cells pasted.${rest}`, tone: outside > 0 ? "danger" : "success" });
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens to the keys of the inputs inside
    <div ref={grid} onKeyDown={press} onPaste={paste}>
      <Table label={`Prices in ${money.currency}`} scroll="box">
        <THead>
          <Th className="left-0 z-3" sort={itemSort}>
            Item
          </Th>
          <Th className="hidden sm:table-cell">MPN</Th>
          {showProduct ? <Th className="hidden sm:table-cell">Product</Th> : null}
          {columns.map((column) => (
            <Th key={column.id} numeric title={column.id}>
              {columnLabel(column)}
            </Th>
          ))}
        </THead>
        <TBody>
          {rows.map((row, index) => (
            <GridRow
              key={`${row.itemId} ${row.revision}`}
              versionId={versionId}
              row={row}
              index={index}
              columns={columns}
              showProduct={showProduct}
              {...money}
            />
          ))}
        </TBody>
      </Table>
      <UnsavedGuard isDirty={() => client.isMutating({ mutationKey: savingKey(versionId) }) > 0} />
    </div>
  );
}

type GridRowProps = Omit<PriceGridProps, "rows" | "itemSort"> & { row: PriceRow; index: number };

function GridRow({ versionId, row, index, columns, showProduct, currency, decimals }: GridRowProps) {
  const point = usePoint(versionId, row, decimals);
  return (
    <Tr className="align-top">
      <ItemCells name={row.name} mpn={row.mpn} id={row.itemId} />
      {showProduct ? <ProductCell name={row.product} /> : null}
      {columns.map((column, at) => (
        <Td key={column.id} className="px-1 py-0.75 last:pr-2">
          <PriceCell
            place={`${index}:${at}`}
            label={`${columnLabel(column)} of ${row.name}`}
            value={point.valueOf(column.id)}
            saving={point.isSaving(column.id)}
            currency={currency}
            decimals={decimals}
            save={(value) => point.save(column.id, value)}
            clash={point.clash?.columnId === column.id ? point.clash : undefined}
            takeTheirs={point.takeTheirs}
            keepMine={point.keepMine}
          />
        </Td>
      ))}
    </Tr>
  );
}

/** “Saving…” while something is under way. */
export function SavingNote({ versionId }: { versionId: string }) {
  const saving = useIsMutating({ mutationKey: savingKey(versionId) });
  return (
    <p role="status" className="text-muted-foreground text-sm">
      {saving > 0 ? "Saving…" : "Saved as you go"}
    </p>
  );
}
