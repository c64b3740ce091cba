"use client";

import { useRouter } from "next/navigation";
import type { Choice } from "@/components/ui/choice";
import { Select } from "@/components/ui/select";

type CompareChoiceProps = { choices: (Choice & { href: string })[]; value: string };

/** Which version this one is compared with; the choice is in the address. */
export function CompareChoice({ choices, value }: CompareChoiceProps) {
  const router = useRouter();
  return (
    <Select
      aria-label="Compare with"
      className="w-64"
      items={choices}
      value={value}
      onValueChange={(next) => {
        const choice = choices.find((item) => item.value === next);
        if (choice) router.replace(choice.href, { scroll: false });
      }}
    />
  );
}
