"use client";

import type { ReactNode } from "react";
import { Money } from "@/components/ui/money";
import { amountOf } from "./amounts";
import type { AnswerLine } from "./order-line";

type Step = { label: string; rule: string; amount: ReactNode };

/** From the list price to the line's total, each step with its rule. Only where the reader may see the list price. */
export function LineWaterfall({ line, currency }: { line: AnswerLine; currency: string }) {
  const price = line.price ?? line.cost;
  if (price.unit === undefined) return null;
  return (
    <details className="mt-2 text-sm">
      <summary className="w-fit cursor-pointer rounded-sm text-muted-foreground hover:text-foreground">
        How this price comes about
      </summary>
      <ol className="mt-2 max-w-lg">
        {stepsOf(line, price, currency).map((step) => (
          <li
            key={step.label}
            className="flex items-baseline justify-between gap-4 border-b py-1 last:border-b-0"
          >
            <span>
              {step.label} <span className="text-muted-foreground">{step.rule}</span>
            </span>
            <span className="tabular-nums">{step.amount}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function stepsOf(line: AnswerLine, price: AnswerLine["cost"], currency: string): Step[] {
  const shown = (text: string | undefined) => (
    <Money amount={amountOf(text)} currency={currency} display="none" />
  );
  const { discount, days, days_in_term: term, quantity } = line;
  const steps: Step[] = [{ label: "List price", rule: "one unit, full term", amount: shown(price.unit) }];
  if (discount) {
    const off =
      discount.type === "PERCENTAGE_DISCOUNT"
        ? `${discount.value} %`
        : `${discount.value} ${discount.currency}`;
    steps.push({ label: discount.code, rule: `${off} off each unit`, amount: shown(price.discounted_unit) });
  }
  if (days !== null && term !== null && days !== term) {
    steps.push({ label: "Proration", rule: "until the anniversary", amount: `${days} of ${term} days` });
  }
  steps.push({ label: "Total", rule: `× ${quantity}`, amount: shown(price.total) });
  return steps;
}
