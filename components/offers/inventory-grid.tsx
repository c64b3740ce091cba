"use client";

import { Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { MenuItem, MenuSeparator, RowMenu } from "@/components/ui/menu";
import type { FormAction } from "@/lib/client/form-state";
import { cn } from "@/lib/cn";
import {
  type InventoryContent,
  inventoryOf,
  type OfferItemContent,
  type PlanContent,
  type PlanPeriod,
  periodName,
  planPeriods,
} from "@/lib/domain/offer-content";
import type { RemovedPartJson } from "@/lib/domain/offer-removed";
import { useDelete } from "./deletions";
import { nameColumn } from "./feature-rows";
import { type InventoryActions, InventoryCell, InventoryText } from "./inventory-cell";
import { PlanHead } from "./plan-head";
import { dropStyle, MoveItems, ReorderHandle } from "./reorder-handle";
import { type Reorder, useReorder } from "./use-reorder";

type Line = OfferItemContent & { revision: number };

type InventoryGridProps = {
  offerId: string;
  productId: string;
  plans: PlanContent[];
  lines: Line[];
  inventory: InventoryContent[];
  /** Why this person may change nothing, or undefined. */
  refused: string | undefined;
  actions: InventoryActions & { move: FormAction<unknown>; remove: FormAction<RemovedPartJson> };
};

/** Item lines against plans: one row for each period that a plan is sold for. */
export function InventoryGrid(props: InventoryGridProps) {
  const { offerId, plans, lines, refused, actions } = props;
  const byId = new Map(lines.map((line) => [line.id, line]));
  const reorder = useReorder({ offerId, ids: [...byId.keys()], move: actions.move, refused });
  return (
    // A box that scrolls must be reachable by keyboard.
    <section
      aria-label="Items by plan and period"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
      tabIndex={0}
      className="relative max-h-[calc(100dvh-8rem)] min-w-0 overflow-auto rounded-b-lg border-t focus-visible:-outline-offset-2"
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">Product items by plan and period</caption>
        <thead>
          <tr>
            <td className={cn(nameColumn, "top-0 z-3 border-b")} />
            {plans.map((plan) => (
              <th
                key={plan.id}
                scope="col"
                className="sticky top-0 z-2 min-w-60 border-b bg-surface px-3.5 pt-3.5 pb-2 text-left align-top"
              >
                <PlanHead plan={plan} compact />
              </th>
            ))}
            <td className="sticky top-0 z-2 w-10 border-b bg-surface" />
          </tr>
        </thead>
        {reorder.order
          .flatMap((id) => byId.get(id) ?? [])
          .map((line) => (
            <LineBody key={line.id} {...props} line={line} reorder={reorder} />
          ))}
      </table>
    </section>
  );
}

type LineProps = InventoryGridProps & { line: Line; reorder: Reorder };

function LineBody(props: LineProps) {
  const { plans, line } = props;
  const periods = planPeriods.filter((period) => plans.some((plan) => plan.periods.includes(period)));
  return (
    <tbody>
      <LineHead {...props} />
      {periods.map((period) => (
        <tr key={period}>
          <th scope="row" className={cn(nameColumn, "border-b px-4 py-2.5 align-top")}>
            {periodName(period)}
          </th>
          {plans.map((plan) => (
            <td key={plan.id} className="border-b px-2 py-2 align-top">
              <Slot {...props} plan={plan} period={period} line={line} />
            </td>
          ))}
          <td className="border-b" />
        </tr>
      ))}
    </tbody>
  );
}

function LineHead({ offerId, plans, refused, actions, line, reorder }: LineProps) {
  const deletePart = useDelete();
  const href = `/offers/${offerId}/items?item=${line.id}`;
  return (
    <tr data-reorder-row="" className={dropStyle} {...reorder.row(line.id)}>
      <th scope="rowgroup" className={cn(nameColumn, "border-r-0 border-b bg-sunken px-2 py-1.5")}>
        <span className={cn("flex items-start gap-1.5 font-semibold", refused && "pl-2")}>
          {refused ? (
            <span className="break-words py-0.5">{line.name}</span>
          ) : (
            <>
              <ReorderHandle label={line.name} {...reorder.handle(line.id)} />
              <Link href={href} scroll={false} className="break-words rounded-sm py-0.5 hover:underline">
                {line.name}
              </Link>
            </>
          )}
        </span>
      </th>
      <td colSpan={plans.length} className="border-b bg-sunken px-3.5 py-1.5 text-muted-foreground">
        {line.description}
      </td>
      <td className="border-b bg-sunken px-1.5 text-right">
        <RowMenu label={`Actions for ${line.name}`}>
          <MenuItem icon={<Pencil aria-hidden />} href={href} disabledReason={refused}>
            Edit
          </MenuItem>
          <MoveItems id={line.id} reorder={reorder} refused={refused} />
          <MenuSeparator />
          <MenuItem
            icon={<Trash2 aria-hidden />}
            danger
            disabledReason={refused}
            onSelect={() => deletePart(`Item line ${line.name}`, actions.remove, line)}
          >
            Delete item line
          </MenuItem>
        </RowMenu>
      </td>
    </tr>
  );
}

function Slot(props: LineProps & { plan: PlanContent; period: PlanPeriod }) {
  const { offerId, productId, inventory, refused, actions, line, plan, period } = props;
  if (!plan.periods.includes(period)) {
    return (
      <span className="block px-1.5 py-1 text-muted-foreground text-xs">
        Not sold for {periodName(period)}
      </span>
    );
  }
  const value = inventoryOf({ inventory }, line.id, plan.id, period);
  if (refused) {
    return (
      <div className="px-1.5">
        <InventoryText value={value} />
      </div>
    );
  }
  return (
    <InventoryCell
      productId={productId}
      slot={{ offerId, offerItemId: line.id, planId: plan.id, period }}
      label={`${line.name} in ${plan.name}, ${periodName(period)}`}
      value={value}
      actions={actions}
    />
  );
}
