import { Money } from "@/components/ui/money";
import { Timestamp } from "@/components/ui/timestamp";
import type { Amount } from "@/lib/domain/money";

export type LowestPriceFacts = { amount: Amount; from: number };

type Props = { lowest: LowestPriceFacts | null; currency: string };

/** The lowest customer price in force in the 30 days before, and since when: what a shop in the EU shows beside a reduction. */
export function LowestPrice({ lowest, currency }: Props) {
  if (!lowest) return <span className="text-muted-foreground">none</span>;
  return (
    <span className="inline-flex flex-col items-end leading-tight">
      <Money amount={lowest.amount} currency={currency} display="none" />
      <span className="text-muted-foreground text-xs">
        from <Timestamp at={lowest.from} zone="utc" dateOnly />
      </span>
    </span>
  );
}
