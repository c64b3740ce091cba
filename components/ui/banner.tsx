import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

type BannerTone = "info" | "success" | "warning" | "danger";

const tones = {
  info: { icon: Info, style: "bg-info-subtle text-info" },
  success: { icon: CircleCheck, style: "bg-success-subtle text-success" },
  warning: { icon: TriangleAlert, style: "bg-warning-subtle text-warning" },
  danger: { icon: CircleAlert, style: "bg-danger-subtle text-danger" },
} as const;

type BannerProps = {
  tone?: BannerTone;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** “alert” is read out at once, “status” when the reader pauses; without it the banner is part of the page. */
  role?: "alert" | "status";
  className?: string;
};

/** A message that belongs to this page or card and stays. */
export function Banner({ tone = "info", title, children, actions, role, className }: BannerProps) {
  const { icon: Icon, style } = tones[tone];
  return (
    <div
      data-slot="banner"
      role={role}
      className={cn("flex gap-2.5 rounded-lg px-3 py-2.5", style, className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        {children ? <div className="mt-0.5 text-foreground text-sm">{children}</div> : null}
      </div>
      {actions ? <div className="flex shrink-0 items-start gap-2">{actions}</div> : null}
    </div>
  );
}
