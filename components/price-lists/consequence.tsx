"use client";

import { useQuery } from "@tanstack/react-query";
import { messageOf } from "@/lib/client/api";
import type { ConsequencesOf } from "@/lib/client/pricing";
import { consequencesOptions } from "@/lib/client/queries";
import { type AskedAction, consequenceText } from "@/lib/domain/price-consequences";

type ConsequenceProps = {
  of: ConsequencesOf;
  action: AskedAction;
  /** The version's; of no meaning for `terminate`. */
  number?: number;
};

/** What an action would touch as things stand, counted by the server when the question is asked. */
export function Consequence({ of, action, number = 0 }: ConsequenceProps) {
  const { data, error, isPending } = useQuery(consequencesOptions(of));
  return (
    <span aria-busy={isPending}>
      {data ? consequenceText(action, number, data) : null}
      {error ? messageOf(error) : null}
      {isPending ? "Counting what this touches…" : null}
    </span>
  );
}
