import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** A link inside a sentence: underlined, because colour alone does not mark it. */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      data-slot="text-link"
      {...props}
      className={cn(
        "rounded-sm text-link underline decoration-link/40 underline-offset-2 hover:decoration-link",
        className,
      )}
    />
  );
}
