"use client";

import { Circle, CircleCheck, CircleDashed, CircleX, TriangleAlert } from "lucide-react";
import { cn } from "@/lib/cn";
import { badgeStyle, type Tone } from "./badge";
import { Tooltip } from "./tooltip";

/** How a state is shown. It lives beside the state in `lib/domain`. */
export type StatusPresentation = { word: string; tone: Tone; explanation: string };

const icons = {
  neutral: CircleDashed,
  info: Circle,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleX,
} as const;

type StatusBadgeProps = {
  status: StatusPresentation;
  /** In tables: no tooltip and no stop for the Tab key; the explanation is in the detail. */
  plain?: boolean;
  className?: string;
};

/** Icon and one word, so that colour never stands alone. Focus or hover explains the state. */
export function StatusBadge({ status, plain = false, className }: StatusBadgeProps) {
  const Icon = icons[status.tone];
  const style = badgeStyle(status.tone, cn("px-1.5 pr-2", className));
  const content = (
    <>
      <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={2.25} />
      {status.word}
    </>
  );
  if (plain) {
    return (
      <span data-slot="status-badge" className={style}>
        {content}
      </span>
    );
  }
  return (
    <Tooltip content={status.explanation}>
      <button data-slot="status-badge" type="button" className={cn(style, "relative z-1 h-6 cursor-help")}>
        {content}
        <span className="sr-only">: {status.explanation}</span>
      </button>
    </Tooltip>
  );
}
