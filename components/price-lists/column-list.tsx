import { columnLabel, columnMeaning, type PriceColumn } from "@/lib/domain/price-columns";

/** The columns of a price list with what each is. */
export function ColumnList({ columns }: { columns: PriceColumn[] }) {
  return (
    <ol className="grid gap-3 sm:grid-cols-2">
      {columns.map((column) => (
        <li key={column.id} className="min-w-0">
          <p className="break-words font-medium">
            {columnLabel(column)}{" "}
            <code className="font-mono font-normal text-muted-foreground text-xs">{column.id}</code>
          </p>
          <p className="text-muted-foreground text-sm">
            {columnMeaning(column) ?? "A column of the owner’s own."}
          </p>
        </li>
      ))}
    </ol>
  );
}
