import { Td } from "@/components/ui/table";

type ItemCellProps = { name: string; mpn: string; id: string };

/** The first cell of a table of prices; it stays in sight while the columns scroll sideways. */
export function ItemCell({ name, mpn, id }: ItemCellProps) {
  return (
    <Td
      className="sticky left-0 z-1 max-w-72 bg-surface group-hover/row:bg-surface"
      title={`${name} (${id})`}
    >
      <span className="block truncate font-medium">{name}</span>
      <span className="block truncate font-mono text-muted-foreground text-xs">{mpn}</span>
    </Td>
  );
}
