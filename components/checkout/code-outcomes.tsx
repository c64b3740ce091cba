"use client";

import { Badge, type Tone } from "@/components/ui/badge";
import { Money } from "@/components/ui/money";
import { amountOf } from "./amounts";
import type { AnswerLine } from "./order-line";

type Outcome = AnswerLine["codes"][number];

const words: Record<Outcome["outcome"], { word: string; tone: Tone }> = {
  applied: { word: "Applied", tone: "success" },
  not_best: { word: "Not the best", tone: "neutral" },
  rejected: { word: "Not applied", tone: "warning" },
};

/** What became of every code: the winner, what each loser would have cost, and why others do not apply. Read out when it changes. */
export function CodeOutcomes({ codes, currency }: { codes: Outcome[]; currency: string }) {
  return (
    <div role="status" aria-label="Discount codes" className="mt-2">
      {codes.length > 0 ? (
        <ul className="flex flex-col gap-1.5">
          {codes.map((code) => (
            <li key={code.code} className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
              <Badge tone={words[code.outcome].tone}>{words[code.outcome].word}</Badge>
              <code className="break-all font-mono text-xs">{code.code}</code>
              <span className="text-muted-foreground">
                {code.outcome === "rejected" ? (
                  code.message
                ) : (
                  <>
                    {code.outcome === "applied" ? "customer pays " : "customer would pay "}
                    <Money amount={amountOf(code.price_total)} currency={currency} />, cost{" "}
                    <Money amount={amountOf(code.cost_total)} currency={currency} />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
