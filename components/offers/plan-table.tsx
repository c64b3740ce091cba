"use client";

import { Pencil, Trash2 } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { MenuItem, MenuSeparator, RowMenu } from "@/components/ui/menu";
import { RowLink, RowMenuCell, Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import type { FormAction } from "@/lib/client/form-state";
import { periodName } from "@/lib/domain/offer-content";
import type { RemovedPartJson } from "@/lib/domain/offer-removed";
import { useDelete } from "./deletions";
import { PlanDot } from "./plan-head";
import { dropStyle, MoveItems, ReorderHandle } from "./reorder-handle";
import { type Reorder, useReorder } from "./use-reorder";

export type PlanTableRow = {
  id: string;
  name: string;
  color: string;
  description: string | null;
  periods: string[];
  revision: number;
  /** How many features have a value in it, of how many. */
  values: number;
  itemLines: number;
};

type PlanTableProps<T> = {
  offerId: string;
  rows: PlanTableRow[];
  features: number;
  /** Why this person may change nothing, or undefined. */
  refused: string | undefined;
  move: FormAction<T>;
  remove: FormAction<RemovedPartJson>;
};

/** The plans in their order. */
export function PlanTable<T>({ offerId, rows, features, refused, move, remove }: PlanTableProps<T>) {
  const reorder = useReorder({ offerId, ids: rows.map((row) => row.id), move, refused });
  const deletePart = useDelete();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return (
    <Table label="Plans">
      <THead>
        <Th>Name</Th>
        <Th>Periods</Th>
        <Th numeric>Features with a value</Th>
        <Th numeric>Item lines</Th>
        <Th>
          <span className="sr-only">Actions</span>
        </Th>
      </THead>
      <TBody>
        {reorder.order.flatMap((id) => {
          const row = byId.get(id);
          return row ? (
            <PlanTr
              key={id}
              offerId={offerId}
              row={row}
              features={features}
              refused={refused}
              reorder={reorder}
              remove={() => deletePart(`Plan ${row.name}`, remove, row)}
            />
          ) : (
            []
          );
        })}
      </TBody>
    </Table>
  );
}

type PlanTrProps = {
  offerId: string;
  row: PlanTableRow;
  features: number;
  refused: string | undefined;
  reorder: Reorder;
  remove: () => void;
};

function PlanTr({ offerId, row, features, refused, reorder, remove }: PlanTrProps) {
  const href = `/offers/${offerId}/plans?plan=${row.id}`;
  return (
    <Tr data-reorder-row="" className={dropStyle} {...reorder.row(row.id)}>
      <Td>
        <span className="flex items-center gap-2">
          {refused ? null : <ReorderHandle label={row.name} {...reorder.handle(row.id)} className="-ml-2" />}
          <PlanDot color={row.color} />
          {refused ? (
            <span className="font-medium">{row.name}</span>
          ) : (
            <RowLink href={href} scroll={false}>
              {row.name}
            </RowLink>
          )}
          {row.description ? (
            <span
              className="hidden max-w-80 truncate text-muted-foreground lg:inline"
              title={row.description}
            >
              {row.description}
            </span>
          ) : null}
        </span>
      </Td>
      <Td>
        <span className="flex flex-wrap gap-1">
          {row.periods.map((period) => (
            <Badge key={period}>{periodName(period)}</Badge>
          ))}
        </span>
      </Td>
      <Td numeric muted={row.values === features}>
        {row.values} of {features}
      </Td>
      <Td numeric muted={row.itemLines > 0}>
        {row.itemLines}
      </Td>
      <RowMenuCell>
        <RowMenu label={`Actions for ${row.name}`}>
          <MenuItem icon={<Pencil aria-hidden />} href={href} disabledReason={refused}>
            Edit
          </MenuItem>
          <MoveItems id={row.id} reorder={reorder} refused={refused} />
          <MenuSeparator />
          <MenuItem icon={<Trash2 aria-hidden />} danger disabledReason={refused} onSelect={remove}>
            Delete plan
          </MenuItem>
        </RowMenu>
      </RowMenuCell>
    </Tr>
  );
}
