import { param, type SearchParams } from "@/app/_edge/page";
import { PriceImport } from "@/components/price-lists/price-import";
import { Section } from "@/components/ui/page";
import { columnLabel } from "@/lib/domain/price-columns";
import type { Loaded } from "./load";

type Props = { loaded: Loaded; path: string; search: Awaited<SearchParams> };

export function ImportTab({ loaded: { list, version }, path, search }: Props) {
  return (
    <Section
      title="Import prices"
      description="Every row gets a verdict first. Nothing is written until you apply it."
    >
      <PriceImport
        versionId={version.id}
        path={path}
        uploadId={param(search, "upload")}
        columns={list.columns.map((column) => ({ name: column.name, label: columnLabel(column) }))}
      />
    </Section>
  );
}
