import { Fragment, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { byGroup, inventoryOf, type OfferContent, periodName } from "@/lib/domain/offer-content";
import { FeatureValueView } from "./feature-value-view";
import { PlanHead } from "./plan-head";
import { PriceCell, type TablePrices } from "./price-cell";

type ComparisonTableProps = {
  content: OfferContent;
  /** What the items cost on the chosen marketplace; absent where nothing is known of prices. */
  prices?: TablePrices | undefined;
};

const firstColumn =
  "sticky left-0 z-1 w-40 min-w-40 border-r bg-surface px-4 text-left align-middle font-normal sm:w-64 sm:min-w-64";

/**
 * Plans side by side: what their items cost, then every feature by group. On narrow screens the plans scroll sideways
 * beside the names; the head stays in sight.
 */
export function ComparisonTable({ content, prices }: ComparisonTableProps) {
  const { plans } = content;
  return (
    // A box that scrolls must be reachable by keyboard.
    <section
      aria-label="Comparison of plans"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
      tabIndex={0}
      className="relative max-h-[calc(100dvh-8rem)] min-w-0 overflow-auto rounded-[inherit] focus-visible:-outline-offset-2"
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">{content.name}: plans, prices and features</caption>
        <thead>
          <tr>
            <td className={cn(firstColumn, "top-0 z-3 border-b rounded-tl-lg")} />
            {plans.map((plan) => (
              <th
                key={plan.id}
                scope="col"
                className="sticky top-0 z-2 h-px min-w-40 max-w-72 border-b bg-surface px-4 pt-4 pb-3 text-left align-top"
              >
                <PlanHead plan={plan} />
              </th>
            ))}
          </tr>
        </thead>
        {content.items.length > 0 ? <PriceRows content={content} prices={prices} /> : null}
        {byGroup(content).map(({ group, features }) => (
          <tbody key={group.id}>
            <GroupRow name={group.name} description={group.description} columns={plans.length} />
            {features.map((feature) => (
              <tr key={feature.id} className="group/row">
                <NameCell name={feature.name} description={feature.description} />
                {plans.map((plan) => (
                  <td key={plan.id} className="min-w-40 border-b px-4 py-2.5 group-hover/row:bg-hover">
                    <FeatureValueView value={feature.values[plan.id]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

type GroupRowProps = { name: ReactNode; description?: ReactNode; columns: number };

function GroupRow({ name, description, columns }: GroupRowProps) {
  return (
    <tr>
      <th
        scope="rowgroup"
        className={cn(firstColumn, "border-r-0 border-b bg-sunken py-2 font-semibold text-foreground")}
      >
        {name}
      </th>
      <td colSpan={columns} className="border-b bg-sunken px-4 py-2 text-muted-foreground">
        {description}
      </td>
    </tr>
  );
}

function NameCell({ name, description }: { name: string; description: ReactNode }) {
  return (
    <th scope="row" className={cn(firstColumn, "border-b py-2.5")}>
      <span className="break-words font-medium">{name}</span>
      {description ? <span className="block text-muted-foreground text-xs">{description}</span> : null}
    </th>
  );
}

/** One row per item line and period: the periods that any plan has it in. */
function PriceRows({ content, prices }: ComparisonTableProps) {
  const { plans, items } = content;
  return (
    <tbody>
      <GroupRow name="Prices" description={prices?.caption} columns={plans.length} />
      {items.map((item) => {
        const periods = [...new Set(plans.flatMap((plan) => plan.periods))].filter((period) =>
          plans.some((plan) => inventoryOf(content, item.id, plan.id, period)),
        );
        return (
          <Fragment key={item.id}>
            {periods.map((period) => (
              <tr key={period} className="group/row">
                <NameCell name={item.name} description={periodName(period)} />
                {plans.map((plan) => (
                  <td
                    key={plan.id}
                    className="min-w-40 border-b px-4 py-2.5 align-top group-hover/row:bg-hover"
                  >
                    <PriceCell row={inventoryOf(content, item.id, plan.id, period)} prices={prices} />
                  </td>
                ))}
              </tr>
            ))}
          </Fragment>
        );
      })}
    </tbody>
  );
}
