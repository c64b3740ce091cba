import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** A key. `keys` may be a sequence such as "g p"; each key gets its own cap. */
export function Kbd({
  keys,
  className,
  ...props
}: Omit<ComponentProps<"span">, "children"> & { keys: string }) {
  const caps = keys.split(" ").map((key, index) => ({ id: `${index}:${key}`, key }));
  return (
    <span data-slot="kbd" {...props} className={cn("inline-flex items-center gap-0.5", className)}>
      {caps.map(({ id, key }) => (
        <kbd
          key={id}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border bg-sunken px-1 font-sans text-muted-foreground text-xs leading-none"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
