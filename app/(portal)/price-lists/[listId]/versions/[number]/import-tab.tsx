import { PriceImport } from "@/components/price-lists/price-import";
import { Section } from "@/components/ui/page";
import { columnLabel } from "@/lib/domain/price-columns";
import type { Loaded } from "./load";

export function ImportTab({ loaded: { list, version } }: { loaded: Loaded }) {
  return (
    <Section
      title="Import prices"
      description="Every row gets a verdict first. Nothing is written until you apply it."
    >
      <PriceImport
        versionId={version.id}
        pricesHref={`/price-lists/${list.id}/versions/${version.number}`}
        columns={list.columns.map((column) => ({ name: column.name, label: columnLabel(column) }))}
      />
    </Section>
  );
}
