import { Badge } from "@/components/ui/badge";
import { After, Before, DiffSummary } from "@/components/ui/diff";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import type { OfferChange, OfferDiff, OfferPart } from "@/lib/domain/offer-diff";

const partNames: Record<OfferPart, string> = {
  offer: "Offer",
  plan: "Plans",
  group: "Feature groups",
  feature: "Features",
  value: "Values",
  item: "Item lines",
  inventory: "Items by plan and period",
};

const kinds = {
  added: { tone: "success", text: "+ Added" },
  removed: { tone: "danger", text: "− Removed" },
  changed: { tone: "info", text: "Changed" },
} as const;

type OfferDifferenceProps = {
  diff: OfferDiff;
  /** What the table compares: “Changes from version 1 to version 2”. */
  label: string;
};

/** What one content of an offer says that another does not: counts first, then only what differs, part by part. */
export function OfferDifference({ diff, label }: OfferDifferenceProps) {
  const parts = Map.groupBy(diff.changes, (change) => change.part);
  return (
    <>
      <div className="px-4 pb-3">
        <DiffSummary {...diff.summary} />
      </div>
      <Table label={label} scroll="box" className="border-t">
        <THead>
          <Th>What</Th>
          <Th>Change</Th>
          <Th>Before</Th>
          <Th>After</Th>
        </THead>
        {[...parts].map(([part, changes]) => (
          <tbody key={part}>
            <tr>
              <th
                scope="rowgroup"
                colSpan={4}
                className="border-b bg-sunken px-4 py-1.5 font-medium text-muted-foreground text-xs"
              >
                {partNames[part]}
              </th>
            </tr>
            {changes.flatMap((change) => changeRows(change))}
          </tbody>
        ))}
      </Table>
    </>
  );
}

/** What is new or gone is one row that tells all of it; of what changed every field is one. */
function changeRows(change: OfferChange) {
  const { part, name, kind, fields } = change;
  const key = `${part} ${name}`;
  const rows =
    kind === "changed" || part === "value"
      ? fields
      : [{ field: undefined, before: said(change, "before"), after: said(change, "after") }];
  return rows.map(({ field, before, after }, index) => (
    <Tr key={`${key} ${field ?? ""}`} className="align-top">
      <Td className="min-w-40 break-words">
        <span className={index === 0 ? "font-medium" : "text-muted-foreground"}>{name}</span>
        {field && part !== "value" ? (
          <span className="block text-muted-foreground text-xs">{field}</span>
        ) : null}
      </Td>
      <Td className="whitespace-nowrap">
        <Badge tone={kinds[kind].tone}>{kinds[kind].text}</Badge>
      </Td>
      <Td className="min-w-40 break-words">{before === null ? <Nothing /> : <Before>{before}</Before>}</Td>
      <Td className="min-w-40 break-words">{after === null ? <Nothing /> : <After>{after}</After>}</Td>
    </Tr>
  ));
}

/** All facts of what is new or gone but its name, which stands beside. */
function said({ fields, name }: OfferChange, side: "before" | "after"): string | null {
  const facts = fields.filter(
    (field) => field[side] !== null && !(field.field === "Name" && field[side] === name),
  );
  if (facts.length === 0) return fields.some((field) => field[side] !== null) ? name : null;
  return facts.map((field) => `${field.field}: ${field[side]}`).join(" · ");
}

function Nothing() {
  return (
    <span className="text-muted-foreground">
      <span aria-hidden>—</span>
      <span className="sr-only">nothing</span>
    </span>
  );
}
