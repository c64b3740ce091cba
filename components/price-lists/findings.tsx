import { CircleX, TriangleAlert } from "lucide-react";
import type { ShownFinding } from "@/lib/client/pricing";
import { cn } from "@/lib/cn";

/** What stands in the way of putting a version in force, and what to look at first. */
export function Findings({ findings }: { findings: readonly ShownFinding[] }) {
  if (findings.length === 0) {
    return <p className="text-muted-foreground text-sm">Nothing stands out: every price is filled in.</p>;
  }
  return (
    <ul className="flex flex-col gap-2" aria-label="Findings">
      {findings.map(({ code, severity, message, count, sample }) => {
        const blocking = severity === "blocking";
        const Icon = blocking ? CircleX : TriangleAlert;
        return (
          <li key={code} className="flex gap-2">
            <Icon
              aria-hidden
              className={cn("mt-0.5 size-4 shrink-0", blocking ? "text-danger" : "text-warning")}
            />
            <div className="min-w-0">
              <p>
                <span className="sr-only">{blocking ? "Blocking: " : "Warning: "}</span>
                {message}
              </p>
              {sample.length > 0 ? (
                <p className="break-words font-mono text-muted-foreground text-xs">
                  {sample.join(", ")}
                  {count > sample.length ? ` and ${count - sample.length} more` : ""}
                </p>
              ) : null}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
