import { StatusBadge } from "@/components/ui/status-badge";
import { RowLink, Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Timestamp } from "@/components/ui/timestamp";
import { versionStates } from "@/lib/domain/price-list";
import { validities } from "@/lib/domain/price-settlement";
import type { VersionFacts } from "@/lib/domain/price-version";

export type VersionTableRow = VersionFacts & {
  number: number;
  description: string;
};

type VersionTableProps = {
  listId: string;
  /** Newest first. */
  versions: VersionTableRow[];
};

/** The versions of a list with the span in which each was, is or will be in force. */
export function VersionTable({ listId, versions }: VersionTableProps) {
  const spans = new Map(validities(versions).map((validity) => [validity.version.id, validity]));
  return (
    <Table label="Versions" scroll="box">
      <THead>
        <Th>Version</Th>
        <Th>Status</Th>
        <Th>In force from</Th>
        <Th>Until</Th>
      </THead>
      <TBody>
        {versions.map((version) => {
          const span = spans.get(version.id);
          return (
            <Tr key={version.id}>
              <Td truncate title={version.description || undefined} className="max-w-48">
                <RowLink href={`/price-lists/${listId}/versions/${version.number}`}>
                  Version {version.number}
                </RowLink>
                {version.description ? (
                  <span className="block truncate text-muted-foreground text-xs">{version.description}</span>
                ) : null}
              </Td>
              <Td>
                <StatusBadge status={versionStates[version.status]} plain />
              </Td>
              <Td>
                {span ? <Timestamp at={span.from.getTime()} zone="utc" /> : <Planned version={version} />}
              </Td>
              <Td>
                {span?.to ? <Timestamp at={span.to.getTime()} zone="utc" /> : span ? "open" : <Nothing />}
              </Td>
            </Tr>
          );
        })}
      </TBody>
    </Table>
  );
}

function Nothing() {
  return <span className="text-muted-foreground">—</span>;
}

/** A draft may carry the start it is meant for; nothing happens at it. */
function Planned({ version }: { version: VersionTableRow }) {
  if (version.status !== "draft" || !version.startAt) return <Nothing />;
  return (
    <span className="text-muted-foreground">
      meant for <Timestamp at={version.startAt.getTime()} zone="utc" />
    </span>
  );
}
