"use client";

import { useQuery } from "@tanstack/react-query";
import { ShoppingCart } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { EmptyState } from "@/components/ui/empty-state";
import { Columns, Section } from "@/components/ui/page";
import { messageOf } from "@/lib/client/api";
import { type CheckoutDraft, type DraftLine, previewOptions } from "@/lib/client/checkout";
import {
  type CustomerChoice,
  type ItemChoice,
  ItemPicker,
  type MarketplaceChoice,
  OrderFields,
} from "./order-fields";
import { OrderLine } from "./order-line";
import { OrderTotals } from "./order-totals";

type CheckoutProps = {
  marketplaces: MarketplaceChoice[];
  customers: CustomerChoice[];
  items: ItemChoice[];
  initial: CheckoutDraft;
  isReseller: boolean;
};

const pause = 250;

/** The order that is previewed lives in the address, so that a link reproduces it. */
function addressOf(draft: CheckoutDraft): string {
  const params = new URLSearchParams({ marketplace: draft.marketplaceId });
  if (draft.customerId) params.set("customer", draft.customerId);
  if (draft.currency) params.set("currency", draft.currency);
  if (draft.at) params.set("at", draft.at);
  for (const { itemId, quantity, code } of draft.lines) {
    params.append("line", [itemId, quantity, ...(code === null ? [] : [code])].join("~"));
  }
  return `/checkout?${params}`;
}

/** The value, once it has not changed for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

export function Checkout({ marketplaces, customers, items, initial, isReseller }: CheckoutProps) {
  const router = useRouter();
  const [draft, setDraft] = useState(initial);
  const settled = useSettled(draft);
  const preview = useQuery(previewOptions(settled));
  const answer = preview.error ? undefined : preview.data;

  function change(part: Partial<CheckoutDraft>) {
    const next = { ...draft, ...part };
    setDraft(next);
    const address = addressOf(next);
    // Another marketplace or currency sells other items: the server lists them.
    if (part.marketplaceId !== undefined || part.currency !== undefined)
      router.replace(address as "/checkout");
    else window.history.replaceState(null, "", address);
  }

  function changeLine(itemId: string, part: Partial<DraftLine> | null) {
    const lines = draft.lines.flatMap((line) => {
      if (line.itemId !== itemId) return [line];
      return part ? [{ ...line, ...part }] : [];
    });
    change({ lines });
  }

  const marketplace = marketplaces.find(({ id }) => id === draft.marketplaceId);
  const chosen = new Set(draft.lines.map(({ itemId }) => itemId));
  return (
    <Columns side={<OrderTotals answer={answer} isReseller={isReseller} isLoading={preview.isFetching} />}>
      <OrderFields draft={draft} marketplaces={marketplaces} customers={customers} onChange={change} />
      <Section id="items" title="Items" flush>
        <div className="px-4 pb-3">
          <ItemPicker
            items={items.filter(({ id }) => !chosen.has(id))}
            onAdd={(itemId) => change({ lines: [...draft.lines, { itemId, quantity: 1, code: null }] })}
          />
        </div>
        {preview.error ? (
          <div className="px-4 pb-3">
            <Banner tone="danger" role="alert" title={messageOf(preview.error)} />
          </div>
        ) : null}
        {answer?.notices.map((notice) => (
          <div key={notice.code} className="px-4 pb-3">
            <Banner tone="warning" title={notice.message} />
          </div>
        ))}
        {draft.lines.length === 0 || draft.customerId === "" ? (
          <EmptyState icon={ShoppingCart} title={draft.customerId ? "No items yet" : "Choose a customer"}>
            {marketplace && items.length === 0
              ? "Nothing has a price in force on this marketplace."
              : "Prices and discounts show up here as soon as the order has a customer and an item."}
          </EmptyState>
        ) : (
          <ul aria-label="Order lines">
            {draft.lines.map((line) => (
              <OrderLine
                key={line.itemId}
                draft={line}
                item={items.find(({ id }) => id === line.itemId)}
                line={answer?.lines.find(({ item }) => item.id === line.itemId)}
                currency={answer?.currency ?? marketplace?.currencies[0] ?? ""}
                isReseller={isReseller}
                onChange={(part) => changeLine(line.itemId, part)}
                onRemove={() => changeLine(line.itemId, null)}
              />
            ))}
          </ul>
        )}
      </Section>
    </Columns>
  );
}
