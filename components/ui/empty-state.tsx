import { CircleAlert, Inbox, Lock, type LucideIcon, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

type EmptyKind = "nothing" | "no-match" | "forbidden" | "failed";

const icons: Record<EmptyKind, LucideIcon> = {
  nothing: Inbox,
  "no-match": SearchX,
  forbidden: Lock,
  failed: CircleAlert,
};

type EmptyStateProps = {
  /**
   * `nothing` yet: what this is for and one action. `no-match`: offer to clear the filters.
   * `forbidden`: who can. `failed`: what to do, and the id.
   */
  kind?: EmptyKind;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** The id to quote to support, for `failed`. */
  requestId?: string;
  icon?: LucideIcon;
  className?: string;
};

/** What stands where there is nothing to show. */
export function EmptyState({
  kind = "nothing",
  title,
  children,
  action,
  requestId,
  icon,
  className,
}: EmptyStateProps) {
  const Icon = icon ?? icons[kind];
  return (
    <div
      data-slot="empty-state"
      data-kind={kind}
      className={cn("flex flex-col items-center gap-1 px-6 py-12 text-center", className)}
    >
      <span className="mb-2 inline-flex size-9 items-center justify-center rounded-lg border bg-sunken text-muted-foreground">
        <Icon aria-hidden className="size-4.5" />
      </span>
      <p className="font-medium">{title}</p>
      {children ? <div className="max-w-md text-muted-foreground">{children}</div> : null}
      {requestId ? (
        <p className="text-muted-foreground text-sm">
          Request <code className="font-mono text-xs">{requestId}</code>
        </p>
      ) : null}
      {action ? <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
