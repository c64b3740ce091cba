"use client";

import { useRouter } from "next/navigation";
import type { Choice } from "@/components/ui/choice";
import { Combobox } from "@/components/ui/combobox";

type CompareChoiceProps = { choices: (Choice & { href: string })[]; value: string };

/** Which version this one is compared with, of this list or another of its currency; the choice is in the address. */
export function CompareChoice({ choices, value }: CompareChoiceProps) {
  const router = useRouter();
  return (
    <Combobox
      aria-label="Compare with"
      className="w-72 max-w-full"
      items={choices}
      value={value}
      emptyText="No version matches."
      onValueChange={(next) => {
        const choice = choices.find((item) => item.value === next);
        if (choice) router.replace(choice.href, { scroll: false });
      }}
    />
  );
}
