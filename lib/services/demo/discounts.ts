import type { Actor } from "../../domain/access";
import { discountInput } from "../../domain/discount-input";
import { createDiscount } from "../flexible-discounts/discounts";
import { type DemoDiscount, demoDiscounts } from "./discount-data";
import type { Calendar } from "./story";

/** Forty discounts of the first vendor: live, to come and ended, each published a few days before its start. */
export async function loadDiscounts(vendor: Actor, calendar: Calendar): Promise<void> {
  for (const discount of demoDiscounts.toSorted((a, b) => a.from - b.from)) {
    calendar.turnTo(Math.min(discount.from - 5, -1), 12);
    const input = discountInput.parse(bodyOf(discount, calendar));
    await createDiscount(vendor, discount.id ? { ...input, id: discount.id } : input);
  }
}

function bodyOf({ takes, from, to, reusableUntil, ...discount }: DemoDiscount, calendar: Calendar) {
  const { code, name, items, segments = ["COM"], countries, redemption, category, closed } = discount;
  return {
    code,
    name,
    description: name,
    ...reductionOf(takes),
    items,
    segments,
    countries,
    redemption,
    category,
    closed,
    start_date: calendar.at(from, 0).toISOString(),
    end_date: to === undefined ? null : calendar.at(to, 23).toISOString(),
    reusable_until: reusableUntil === undefined ? null : calendar.at(reusableUntil, 0).toISOString(),
  };
}

function reductionOf(takes: string[]) {
  const [first = ""] = takes;
  if (first.endsWith("%")) return { type: "PERCENTAGE_DISCOUNT", value: first.slice(0, -1) };
  const values = takes.map((text) => {
    const [country, currency, value] = text.split(" ");
    return { country, currency, value };
  });
  return { type: "FIXED_DISCOUNT", values };
}
