"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { cn } from "@/lib/cn";
import { Tooltip } from "./tooltip";

type CopyButtonProps = {
  value: string;
  /** What is copied, for screen readers and the tip: “id”, “token”. */
  what?: string;
  className?: string;
};

/** Copies `value` and says so for two seconds. */
export function CopyButton({ value, what = "id", className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);

  async function copy() {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  }

  const Icon = copied ? Check : Copy;
  return (
    <Tooltip content={copied ? "Copied" : `Copy ${what}`}>
      <button
        data-slot="copy-button"
        type="button"
        aria-label={`Copy ${what} ${value}`}
        onClick={() => void copy()}
        className={cn(
          "relative z-1 inline-flex size-6 shrink-0 items-center justify-center rounded-md text-muted-foreground hover:bg-hover hover:text-foreground",
          className,
        )}
      >
        <Icon aria-hidden className={cn("size-3.5", copied && "text-success")} />
        <span role="status" className="sr-only">
          {copied ? "Copied" : ""}
        </span>
      </button>
    </Tooltip>
  );
}

/** An id in the fixed-width face with its copy button. */
export function CopyableId({ id, className }: { id: string; className?: string }) {
  return (
    <span data-slot="copyable-id" className={cn("inline-flex items-center gap-0.5", className)}>
      <code className="font-mono text-muted-foreground text-xs">{id}</code>
      <CopyButton value={id} />
    </span>
  );
}
