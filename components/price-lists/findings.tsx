import { CircleX, TriangleAlert } from "lucide-react";
import { TextLink } from "@/components/ui/text-link";
import type { ShownFinding } from "@/lib/client/pricing";
import { cn } from "@/lib/cn";

type FindingsProps = {
  findings: readonly ShownFinding[];
  /** The version's page, where the cells are. */
  path: string;
  /** The number of the version in force, which moved prices are held against. */
  activeNumber: number | undefined;
  /** A link was followed: whatever lies over the page can go. */
  onFollow?: () => void;
};

/** What stands in the way of putting a version in force, and what to look at first; each leads to the cells. */
export function Findings({ findings, path, activeNumber, onFollow }: FindingsProps) {
  if (findings.length === 0) {
    return <p className="text-muted-foreground text-sm">Nothing stands out: every price is filled in.</p>;
  }
  return (
    <ul className="flex flex-col gap-2.5" aria-label="Findings">
      {findings.map((finding) => (
        <FindingItem key={finding.code} {...{ finding, path, activeNumber, onFollow }} />
      ))}
    </ul>
  );
}

type FindingItemProps = Omit<FindingsProps, "findings" | "onFollow"> & {
  finding: ShownFinding;
  onFollow: (() => void) | undefined;
};

function FindingItem({ finding, path, activeNumber, onFollow }: FindingItemProps) {
  const { severity, code, message, count, sample } = finding;
  const blocking = severity === "blocking";
  const Icon = blocking ? CircleX : TriangleAlert;
  const all = allOf(code, path, activeNumber);
  return (
    <li className="flex gap-2">
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", blocking ? "text-danger" : "text-warning")} />
      <div className="min-w-0">
        <p>
          <span className="sr-only">{blocking ? "Blocking: " : "Warning: "}</span>
          {message}{" "}
          {all ? (
            <TextLink href={all.href} onClick={onFollow}>
              {all.label}
            </TextLink>
          ) : null}
        </p>
        {sample.length > 0 ? (
          <p className="flex flex-wrap gap-x-3 font-mono text-xs">
            {sample.map((id) => (
              <TextLink key={id} href={`${path}?q=${id}`} onClick={onFollow}>
                {id}
              </TextLink>
            ))}
            {count > sample.length ? (
              <span className="font-sans text-muted-foreground">and {count - sample.length} more</span>
            ) : null}
          </p>
        ) : null}
      </div>
    </li>
  );
}

/** Where all the cells of a finding are seen together. */
function allOf(code: string, path: string, activeNumber: number | undefined) {
  if (code === "no_values" || code === "empty_cells") {
    return { href: `${path}?status=empty`, label: "Show empty prices" };
  }
  if (code === "moved" && activeNumber !== undefined) {
    return {
      href: `${path}?tab=compare&with=${activeNumber}&kind=changed`,
      label: `Compare with v${activeNumber}`,
    };
  }
  return undefined;
}
