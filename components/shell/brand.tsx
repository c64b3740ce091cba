import { cn } from "@/lib/cn";

/** The mark and the name. */
export function Brand({ className }: { className?: string }) {
  return (
    <span
      data-slot="brand"
      className={cn("inline-flex items-center gap-2 font-semibold text-foreground", className)}
    >
      <svg aria-hidden="true" viewBox="0 0 32 32" className="size-5.5 shrink-0 text-primary">
        <rect width="32" height="32" rx="8" fill="currentColor" />
        <path
          d="M8 9.5h10.5a3 3 0 0 1 3 3V23"
          fill="none"
          stroke="#fff"
          strokeWidth="2.6"
          strokeLinecap="round"
        />
        <path
          d="M8 16h7a2 2 0 0 1 2 2v5M8 22.5h3.5"
          fill="none"
          stroke="#fff"
          strokeWidth="2.6"
          strokeLinecap="round"
          opacity=".72"
        />
      </svg>
      Channelbook
    </span>
  );
}
