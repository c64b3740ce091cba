import { Td } from "@/components/ui/table";

type ItemCellProps = { name: string; mpn: string; id: string };

/** The first two cells of a table of prices; the name stays in sight while the columns scroll sideways. */
export function ItemCells({ name, mpn, id }: ItemCellProps) {
  return (
    <>
      <Td
        truncate
        title={`${name} (${id})`}
        className="sticky left-0 z-1 max-w-36 bg-surface py-2.5 font-medium sm:max-w-72"
      >
        {name}
      </Td>
      <Td className="hidden whitespace-nowrap py-2.5 font-mono text-muted-foreground text-xs leading-5 sm:table-cell">
        {mpn}
      </Td>
    </>
  );
}

export function ProductCell({ name }: { name: string }) {
  return (
    <Td truncate title={name} className="hidden max-w-40 py-2.5 text-muted-foreground sm:table-cell">
      {name}
    </Td>
  );
}
