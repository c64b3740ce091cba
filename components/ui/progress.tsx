import { cn } from "@/lib/cn";

type ProgressProps = {
  label: string;
  /** 0 to `max`; leave out while the amount of work is not known. */
  value?: number;
  max?: number;
  /** “1,204 of 3,000 rows” */
  detail?: string;
  className?: string;
};

/** Work whose end can be told, such as an upload. */
export function Progress({ label, value, max = 100, detail, className }: ProgressProps) {
  const share = value === undefined ? undefined : Math.min(1, Math.max(0, value / max));
  return (
    <div data-slot="progress" className={cn("flex flex-col gap-1.5", className)}>
      <div className="flex justify-between gap-3 text-sm">
        <span className="font-medium">{label}</span>
        {detail ? <span className="text-muted-foreground tabular-nums">{detail}</span> : null}
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={detail}
        className="h-1.5 overflow-hidden rounded-full bg-pressed"
      >
        <div
          style={share === undefined ? undefined : { width: `${share * 100}%` }}
          className={cn(
            "h-full rounded-full bg-primary transition-[width]",
            share === undefined && "w-1/3 animate-[indeterminate_1.2s_linear_infinite]",
          )}
        />
      </div>
    </div>
  );
}
