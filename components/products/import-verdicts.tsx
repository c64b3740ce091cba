import type { ReactNode } from "react";
import { Banner } from "@/components/ui/banner";
import { Section } from "@/components/ui/page";
import { StatusBadge, type StatusPresentation } from "@/components/ui/status-badge";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import type { ItemImportAnswer } from "@/lib/client/products";
import { type ItemVerdict, itemVerdicts } from "@/lib/domain/item-sheet";

const words: Record<ItemVerdict, StatusPresentation> = {
  created: { word: "New", tone: "info", explanation: "A new draft item." },
  updated: { word: "Changed", tone: "info", explanation: "The item gets these values." },
  deleted: { word: "Deleted", tone: "warning", explanation: "The draft item is deleted." },
  unchanged: { word: "Unchanged", tone: "neutral", explanation: "The row says what the item is already." },
  skipped: { word: "Skipped", tone: "neutral", explanation: "The row’s action is “-” or empty." },
  failed: { word: "Failed", tone: "danger", explanation: "The row cannot be applied." },
};

const counted: Record<ItemVerdict, string> = {
  created: "new",
  updated: "changed",
  deleted: "deleted",
  unchanged: "unchanged",
  skipped: "skipped",
  failed: "failed",
};

/** “3 new, 12 changed, 1 failed” */
export function importSummary({ result }: ItemImportAnswer): string {
  const parts = itemVerdicts
    .filter((verdict) => result[verdict] > 0)
    .map((verdict) => `${result[verdict].toLocaleString("en")} ${counted[verdict]}`);
  return parts.length > 0 ? parts.join(", ") : "no rows";
}

/** What the import makes of each row; failed and changing rows first come into the table when there are many. */
export function ImportVerdicts({ answer, actions }: { answer: ItemImportAnswer; actions: ReactNode }) {
  const { result, rows } = answer;
  return (
    <Section
      id="verdicts"
      title="2. Read what would change"
      description={`${result.rows.toLocaleString("en")} rows: ${importSummary(answer)}.`}
      flush
      footer={
        <>
          <span>
            {answer.left_out > 0 ? `${answer.left_out.toLocaleString("en")} more rows are not shown.` : null}
          </span>
          <div className="flex gap-2">{actions}</div>
        </>
      }
    >
      <div className="px-4 pb-3">
        <Advice result={result} />
      </div>
      {rows.length > 0 ? (
        <Table label="Verdict for each row" scroll="box">
          <THead>
            <Th numeric>Row</Th>
            <Th>Item</Th>
            <Th>Verdict</Th>
            <Th>What changes, or why not</Th>
          </THead>
          <TBody>
            {rows.map((row) => (
              <Tr key={row.row}>
                <Td numeric muted className="align-top">
                  {row.row}
                </Td>
                <Td className="align-top">
                  <span className="font-mono text-xs">{row.mpn || row.item?.id || "—"}</span>
                  {row.name ? (
                    <span className="block max-w-64 truncate text-muted-foreground" title={row.name}>
                      {row.name}
                    </span>
                  ) : null}
                </Td>
                <Td className="align-top">
                  <StatusBadge status={words[row.verdict]} plain />
                </Td>
                <Td className="min-w-72 align-top">
                  <VerdictCells cells={row.cells} />
                </Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      ) : null}
    </Section>
  );
}

function Advice({ result }: Pick<ItemImportAnswer, "result">) {
  if (result.failed > 0) {
    return (
      <Banner tone="danger" role="status" title="No row is applied while one fails">
        Mend the failed rows in the file, then choose it again.
      </Banner>
    );
  }
  if (result.created + result.updated + result.deleted > 0) {
    return <Banner tone="success" role="status" title="Every row is right. Apply them together." />;
  }
  return (
    <Banner tone="info" role="status" title="The file changes nothing">
      {result.skipped > 0
        ? "Rows are skipped while the column Action says “-”: put create, update or delete, or remove the column."
        : null}
    </Banner>
  );
}

function VerdictCells({ cells }: { cells: ItemImportAnswer["rows"][number]["cells"] }) {
  if (cells.length === 0) return <span className="text-muted-foreground">—</span>;
  return (
    <ul className="flex flex-col gap-0.5">
      {cells.map(({ column, reason }) => (
        <li key={`${column} ${reason}`} className="break-words">
          <span className="text-muted-foreground">{column}:</span> {reason}
        </li>
      ))}
    </ul>
  );
}
