"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Select } from "@/components/ui/select";

type LinkSelectProps = {
  label: string;
  /** Each choice with the address that shows it. */
  items: { value: string; label: string; description?: string; href: string }[];
  value: string;
  className?: string;
};

/** A choice that the address holds, such as the marketplace whose prices are shown. */
export function LinkSelect({ label, items, value, className }: LinkSelectProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();

  function choose(next: string | null) {
    const href = items.find((item) => item.value === next)?.href;
    if (href) startTransition(() => router.replace(href, { scroll: false }));
  }

  return (
    <div aria-busy={pending || undefined} className="aria-busy:opacity-60">
      <Select
        aria-label={label}
        items={items.map(({ value: v, label: l, description }) => ({
          value: v,
          label: l,
          ...(description ? { description } : {}),
        }))}
        value={value}
        onValueChange={choose}
        className={className}
      />
    </div>
  );
}
