"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableCard, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { messageOf } from "@/lib/client/api";
import type { Adjustment, RowVerdict } from "@/lib/client/pricing";
import { verdictOptions } from "@/lib/client/queries";

type Verdict = RowVerdict["verdict"];
type Counts = NonNullable<Adjustment["result"]>;
type VerdictTableProps = { versionId: string; adjustmentId: string; result: Counts };

const limit = 100;
const words: Record<Verdict, { word: string; tone: Tone }> = {
  failed: { word: "Failed", tone: "danger" },
  cleared: { word: "Cleared", tone: "warning" },
  changed: { word: "Changed", tone: "success" },
  unchanged: { word: "Unchanged", tone: "neutral" },
};
const order: Verdict[] = ["failed", "cleared", "changed", "unchanged"];

/** The verdict on each row of an upload; it opens on the worst kind that there is. */
export function VerdictTable({ versionId, adjustmentId, result }: VerdictTableProps) {
  const [verdict, setVerdict] = useState<Verdict>(order.find((kind) => result[kind] > 0) ?? "unchanged");
  const [offset, setOffset] = useState(0);
  const { data, error } = useQuery(verdictOptions(versionId, adjustmentId, { verdict, limit, offset }));
  if (error) return <Banner tone="danger" role="alert" title={messageOf(error)} />;
  const total = data?.total ?? 0;
  return (
    <div className="flex flex-col gap-3">
      <Select
        aria-label="Rows to show"
        className="w-56"
        items={order.map((kind) => ({ value: kind, label: `${words[kind].word} (${result[kind]})` }))}
        value={verdict}
        onValueChange={(next) => {
          setVerdict(order.find((kind) => kind === next) ?? verdict);
          setOffset(0);
        }}
      />
      <TableCard
        footer={
          total > limit ? (
            <div className="flex items-center justify-between text-muted-foreground text-sm">
              <span className="tabular-nums">
                {offset + 1}–{Math.min(offset + limit, total)} of {total}
              </span>
              <div className="flex gap-1.5">
                <Button
                  size="sm"
                  disabledReason={offset === 0 ? "This is the first page." : undefined}
                  onClick={() => setOffset(offset - limit)}
                >
                  Previous
                </Button>
                <Button
                  size="sm"
                  disabledReason={offset + limit >= total ? "This is the last page." : undefined}
                  onClick={() => setOffset(offset + limit)}
                >
                  Next
                </Button>
              </div>
            </div>
          ) : undefined
        }
      >
        {data ? <Rows rows={data.rows} /> : <Skeleton className="m-4 h-40" />}
      </TableCard>
    </div>
  );
}

function Rows({ rows }: { rows: RowVerdict[] }) {
  if (rows.length === 0) return <p className="px-4 py-6 text-muted-foreground">No rows of this kind.</p>;
  return (
    <Table label="Verdicts" scroll="box">
      <THead>
        <Th numeric>Row</Th>
        <Th>Item</Th>
        <Th>Verdict</Th>
        <Th>What happens</Th>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.row} className="align-top">
            <Td numeric className="w-16">
              {row.row}
            </Td>
            <Td className="whitespace-nowrap font-mono text-xs">{row.item?.id ?? "—"}</Td>
            <Td>
              <Badge tone={words[row.verdict].tone}>{words[row.verdict].word}</Badge>
            </Td>
            <Td>
              <ul>
                {row.cells.map((cell) => (
                  <li key={cell.column}>
                    <span className="font-medium">{cell.column}:</span> {cell.reason}
                  </li>
                ))}
              </ul>
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
