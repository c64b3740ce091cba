import type { ReactNode } from "react";
import { StatusBadge } from "@/components/ui/status-badge";
import { RowLink, RowMenuCell, Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import {
  commitmentName,
  type ItemPeriod,
  itemPeriodNames,
  itemPresentation,
  itemTypeNames,
} from "@/lib/domain/item";
import type { ItemStatus, ItemType } from "@/lib/domain/states";
import { unitOf } from "@/lib/domain/units";

export type ItemTableRow = {
  id: string;
  mpn: string;
  name: string;
  type: ItemType;
  period: ItemPeriod;
  commitment: number;
  unitId: string;
  status: ItemStatus;
  revision: number;
};

type Sort = { href: string; direction?: "asc" | "desc" | undefined };

type ItemTableProps = {
  rows: ItemTableRow[];
  sort: (field: string) => Sort;
  /** The address of an item's drawer. */
  href: (itemId: string) => string;
  /** The menu at the end of a row; absent for those who only read. */
  menu?: (row: ItemTableRow, index: number) => ReactNode;
};

export function ItemTable({ rows, sort, href, menu }: ItemTableProps) {
  return (
    <Table label="Items">
      <THead>
        <Th sort={sort("name")}>Name</Th>
        <Th sort={sort("mpn")}>MPN</Th>
        <Th sort={sort("type")}>Type</Th>
        <Th sort={sort("period")}>Period</Th>
        <Th>Unit</Th>
        <Th sort={sort("status")}>Status</Th>
        {menu ? (
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        ) : null}
      </THead>
      <TBody>
        {rows.map((row, index) => (
          <Tr key={row.id}>
            <Td truncate title={row.name}>
              <RowLink href={href(row.id)} scroll={false}>
                {row.name}
              </RowLink>
            </Td>
            <Td truncate title={row.mpn} className="whitespace-nowrap font-mono text-xs">
              {row.mpn}
            </Td>
            <Td className="whitespace-nowrap">{itemTypeNames[row.type]}</Td>
            <Td className="whitespace-nowrap">
              {itemPeriodNames[row.period]}
              {row.commitment > 1 ? (
                <span className="text-muted-foreground">, {commitmentName(row.period, row.commitment)}</span>
              ) : null}
            </Td>
            <Td className="whitespace-nowrap">{unitOf(row.unitId).description}</Td>
            <Td>
              <StatusBadge status={itemPresentation[row.status]} plain />
            </Td>
            {menu ? <RowMenuCell>{menu(row, index)}</RowMenuCell> : null}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
