"use client";

import { Money } from "@/components/ui/money";
import { Section } from "@/components/ui/page";
import { Spinner } from "@/components/ui/spinner";
import type { CheckoutAnswer } from "@/lib/domain/checkout-answer";
import type { Amount } from "@/lib/domain/money";
import { marginOf } from "@/lib/domain/price-kernel";
import { amountOf } from "./amounts";

type OrderTotalsProps = { answer: CheckoutAnswer | undefined; isReseller: boolean; isLoading: boolean };
type Row = { label: string; before: Amount | null; after: Amount | null; strong?: boolean };

/** Customer total, cost and margin, before and after the discounts. */
export function OrderTotals({ answer, isReseller, isLoading }: OrderTotalsProps) {
  return (
    <div className="xl:sticky xl:top-20">
      <Section
        id="totals"
        title="Totals"
        actions={isLoading ? <Spinner label="Updating the preview" /> : null}
      >
        {answer ? (
          <dl className="flex flex-col gap-2.5">
            {rowsOf(answer, isReseller).map((row) => (
              <div key={row.label} className="flex items-baseline justify-between gap-3">
                <dt className={row.strong ? "font-medium" : "text-muted-foreground"}>{row.label}</dt>
                <dd className="text-right">
                  {row.before && row.before.units !== row.after?.units ? (
                    <del className="mr-2 text-muted-foreground text-sm">
                      <Money amount={row.before} currency={answer.currency} display="none" />
                    </del>
                  ) : null}
                  <span className={row.strong ? "font-semibold" : undefined}>
                    <Money amount={row.after} currency={answer.currency} />
                  </span>
                </dd>
              </div>
            ))}
          </dl>
        ) : (
          <p className="text-muted-foreground">Add a customer and an item to see what the order costs.</p>
        )}
      </Section>
    </div>
  );
}

function rowsOf({ totals }: CheckoutAnswer, isReseller: boolean): Row[] {
  const [price, cost, reseller] = [amountOf(totals.price), amountOf(totals.cost), amountOf(totals.reseller)];
  const [priceBefore, costBefore] = [amountOf(totals.price_before), amountOf(totals.cost_before)];
  const resellerBefore = amountOf(totals.reseller_before);
  const margin = (income: Amount | null, spent: Amount | null) =>
    income && spent ? marginOf(income, spent).amount : null;
  return [
    { label: "Customer total", before: priceBefore, after: price, strong: true },
    ...(reseller ? [{ label: "Reseller total", before: resellerBefore, after: reseller }] : []),
    { label: isReseller ? "Your cost" : "Cost", before: costBefore, after: cost, strong: true },
    {
      label: "Margin",
      before: margin(resellerBefore ?? priceBefore, costBefore),
      after: margin(reseller ?? price, cost),
    },
  ];
}
