import { ArrowRight } from "lucide-react";
import Link from "next/link";
import type { AccountKind } from "@/lib/domain/access";

type Step = { title: string; text: string; href: string };

/** The main job of each kind of account, in its order. */
const steps: Record<AccountKind, Step[]> = {
  vendor: [
    { title: "Products", text: "Keep the items you sell, each with its MPN.", href: "/products" },
    { title: "Price lists", text: "Draft, import, schedule and activate prices.", href: "/price-lists" },
    { title: "Offers", text: "Build plans and compare their features.", href: "/offers" },
    { title: "Listing requests", text: "Ask distributors to list your product.", href: "/requests" },
    {
      title: "Flexible discounts",
      text: "Publish codes for your distributors’ customers.",
      href: "/flexible-discounts",
    },
  ],
  distributor: [
    { title: "Listing requests", text: "Review what vendors want to list.", href: "/requests" },
    { title: "Marketplaces", text: "Set currency, countries and discount rules.", href: "/marketplaces" },
    { title: "Price lists", text: "See what is in force and what comes next.", href: "/price-lists" },
    { title: "Customers", text: "Keep customers and resellers.", href: "/customers" },
    { title: "Checkout", text: "Preview price, cost and discounts of an order.", href: "/checkout" },
  ],
  reseller: [
    { title: "Offers", text: "Compare the plans that you can sell.", href: "/offers" },
    { title: "Customers", text: "Keep your customers.", href: "/customers" },
    { title: "Checkout", text: "Preview what an order will cost.", href: "/checkout" },
  ],
};

export function NextSteps({ kind }: { kind: AccountKind }) {
  return (
    <nav aria-label="Main tasks">
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-5">
        {steps[kind].map((step) => (
          <li
            key={step.href}
            className="group relative rounded-lg border bg-surface p-4 shadow-card transition-colors hover:border-border-strong hover:bg-hover"
          >
            <Link
              href={step.href}
              className="inline-flex items-center gap-1 rounded-sm font-semibold after:absolute after:inset-0"
            >
              {step.title}
              <ArrowRight
                aria-hidden
                className="size-3.5 text-muted-foreground transition-transform group-hover:translate-x-0.5"
              />
            </Link>
            <p className="mt-1 text-muted-foreground text-sm">{step.text}</p>
          </li>
        ))}
      </ul>
    </nav>
  );
}
