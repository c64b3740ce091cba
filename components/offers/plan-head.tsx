import { cn } from "@/lib/cn";
import { type PlanContent, periodName } from "@/lib/domain/offer-content";

/** A dot in the plan's colour. A colour that the browser does not know stays grey. */
export function PlanDot({ color, className }: { color: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn("inline-block size-2.5 shrink-0 rounded-full bg-neutral ring-1 ring-border", className)}
      style={{ backgroundColor: color }}
    />
  );
}

/** The head of a plan's column: colour, name, what it is, and the periods it comes in. */
export function PlanHead({ plan, compact = false }: { plan: PlanContent; compact?: boolean }) {
  return (
    <div className="flex h-full flex-col gap-1">
      <span
        aria-hidden
        className="absolute inset-x-2 top-0 h-1 rounded-b-full bg-neutral"
        style={{ backgroundColor: plan.color }}
      />
      <span className="break-words font-semibold text-base text-foreground leading-5">{plan.name}</span>
      {plan.description && !compact ? (
        <span className="line-clamp-3 font-normal text-muted-foreground text-sm">{plan.description}</span>
      ) : null}
      <span className="mt-auto pt-1 font-normal text-muted-foreground text-xs">
        {plan.periods.map(periodName).join(" · ")}
      </span>
    </div>
  );
}
