"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Timestamp } from "@/components/ui/timestamp";
import { messageOf } from "@/lib/client/api";
import { type PriceChange, undoPriceChange } from "@/lib/client/price-grid";
import { priceChangesOptions } from "@/lib/client/queries";
import { operationInput } from "@/lib/domain/bulk-change";
import { wordsOf } from "./bulk-form";
import type { GridColumn } from "./columns";

/** How many of them are listed. */
const listed = 5;

type BulkHistoryProps = {
  versionId: string;
  columns: readonly GridColumn[];
  /** A change was taken back. */
  onUndone: (words: string) => void;
};

/** The latest bulk changes of the draft, whoever made them, each with the way back: also after the page was left. */
export function BulkHistory({ versionId, columns, onUndone }: BulkHistoryProps) {
  const client = useQueryClient();
  const options = priceChangesOptions(versionId);
  const { data = [] } = useQuery(options);
  const [undoing, setUndoing] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const changes = data.filter(({ undo_of, undone_at }) => undo_of === null && undone_at === null);
  if (changes.length === 0) return null;

  async function undo(change: PriceChange): Promise<void> {
    setUndoing(change.id);
    setFailure(undefined);
    try {
      await undoPriceChange(versionId, change.id);
      await client.invalidateQueries({ queryKey: options.queryKey });
      onUndone(whatOf(change, columns));
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setUndoing(undefined);
    }
  }

  return (
    <section aria-label="Latest bulk changes" className="flex flex-col gap-2 border-t pt-3">
      <h3 className="font-medium text-sm">Latest bulk changes</h3>
      {failure ? <Banner tone="danger" role="alert" title={failure} /> : null}
      <ul className="flex flex-col gap-1.5">
        {changes.slice(0, listed).map((change) => (
          <li key={change.id} className="flex items-center justify-between gap-3 text-sm">
            <span className="min-w-0">
              {whatOf(change, columns)}
              <span className="text-muted-foreground">
                {" "}
                · {change.cells.toLocaleString("en")} prices · {change.by.name}, <Timestamp at={change.at} />
              </span>
            </span>
            <Button
              size="sm"
              pending={undoing === change.id}
              aria-label={`Undo ${whatOf(change, columns)}`}
              onClick={() => void undo(change)}
            >
              Undo
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** “Cost, Floor: +2.5 %” */
function whatOf({ operation, attributes = [] }: PriceChange, columns: readonly GridColumn[]): string {
  const read = operationInput.safeParse(operation);
  const names = attributes.map((id) => columns.find((column) => column.id === id)?.label ?? id);
  return `${names.join(", ")}: ${read.success ? wordsOf(read.data) : "changed"}`;
}
