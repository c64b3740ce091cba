"use client";

import { Plus } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, type RefObject, useRef, useState } from "react";
import { cellChange, pasteBlock, pressKey, readClipboard } from "@/components/price-lists/grid-keys";
import { runAction } from "@/components/ui/confirm-action";
import { AnchoredMenu, MenuItem } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import type { FormAction } from "@/lib/client/form-state";
import { cn } from "@/lib/cn";
import type { GroupContent, PlanContent } from "@/lib/domain/offer-content";
import {
  FeatureRow,
  GroupRow,
  type MatrixActions,
  type MatrixGroup,
  type MatrixPlace,
  nameColumn,
} from "./feature-rows";
import { PlanHead } from "./plan-head";
import { useReorder } from "./use-reorder";

type FeatureMatrixProps = {
  offerId: string;
  plans: PlanContent[];
  groups: MatrixGroup[];
  /** Why this person may change nothing, or undefined. */
  refused: string | undefined;
  actions: MatrixActions;
};

/** Features by group, in order, against plans; every value is typed over in place. */
export function FeatureMatrix({ offerId, plans, groups, refused, actions }: FeatureMatrixProps) {
  const grid = useRef<HTMLElement>(null);
  const [chosen, setChosen] = useState<HTMLInputElement | null>(null);
  const keys = useGridKeys(grid);
  const byId = new Map(groups.map((one) => [one.group.id, one]));
  const reorder = useReorder({ offerId, ids: [...byId.keys()], move: actions.moveGroup, refused });
  const shown = reorder.order.flatMap((id) => byId.get(id) ?? []);
  const place: MatrixPlace = { offerId, plans, refused, actions, choose: setChosen };
  return (
    // A box that scrolls must be reachable by keyboard.
    <section
      ref={grid}
      aria-label="Features and their values by plan"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
      tabIndex={0}
      {...keys}
      className="relative max-h-[calc(100dvh-8rem)] min-w-0 overflow-auto rounded-b-lg border-t focus-visible:-outline-offset-2"
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">Values of features by plan</caption>
        <thead>
          <tr>
            <td className={cn(nameColumn, "top-0 z-3 border-b")} />
            {plans.map((plan) => (
              <th
                key={plan.id}
                scope="col"
                className="sticky top-0 z-2 min-w-40 border-b bg-surface px-3.5 pt-3.5 pb-2 text-left align-top"
              >
                <PlanHead plan={plan} compact />
              </th>
            ))}
            <td className="sticky top-0 z-2 w-10 border-b bg-surface" />
          </tr>
        </thead>
        {shown.map((one, index) => (
          <GroupBody
            key={one.group.id}
            place={place}
            of={one}
            reorder={reorder}
            first={shown.slice(0, index).reduce((sum, { features }) => sum + features.length, 0)}
          />
        ))}
      </table>
      <AnchoredMenu anchor={chosen} onClose={() => setChosen(null)} label="Values">
        {choices.map(({ text, label }) => (
          <MenuItem
            key={text}
            onSelect={() => chosen?.dispatchEvent(new CustomEvent(cellChange, { detail: text }))}
          >
            {label}
          </MenuItem>
        ))}
      </AnchoredMenu>
    </section>
  );
}

const choices = [
  { text: "yes", label: "Yes" },
  { text: "no", label: "No" },
  { text: "unlimited", label: "Unlimited" },
  { text: "", label: "No value" },
];

/** Arrows, Enter and pasted blocks, as in the grid of prices. */
function useGridKeys(grid: RefObject<HTMLElement | null>) {
  const cellOf = (target: EventTarget) =>
    target instanceof HTMLInputElement && target.dataset.cell !== undefined ? target : undefined;
  return {
    onKeyDown: (event: KeyboardEvent) => {
      const cell = cellOf(event.target);
      if (cell && grid.current && pressKey(grid.current, cell, event)) event.preventDefault();
    },
    onPaste: (event: ClipboardEvent) => {
      const cell = cellOf(event.target);
      const block = readClipboard(event.clipboardData.getData("text/plain"));
      if (!cell || !block || !grid.current) return;
      event.preventDefault();
      const { written, outside } = pasteBlock(grid.current, cell, block);
      const rest = outside > 0 ? ` ${outside} lie outside the table.` : "";
      toast({ title: `${written} values pasted.${rest}`, tone: outside > 0 ? "danger" : "success" });
    },
  };
}

type GroupBodyProps = {
  place: MatrixPlace;
  of: MatrixGroup;
  reorder: ReturnType<typeof useReorder>;
  /** How many features stand before this group. */
  first: number;
};

function GroupBody({ place, of: { group, features }, reorder, first }: GroupBodyProps) {
  const { offerId, refused, actions, plans } = place;
  const byId = new Map(features.map((feature) => [feature.id, feature]));
  const inner = useReorder({ offerId, ids: [...byId.keys()], move: actions.moveFeature, refused });
  return (
    <tbody>
      <GroupRow place={place} group={group} held={features.length} reorder={reorder} />
      {inner.order
        .flatMap((id) => byId.get(id) ?? [])
        .map((feature, index) => (
          <FeatureRow key={feature.id} place={place} feature={feature} row={first + index} reorder={inner} />
        ))}
      {refused ? null : (
        <tr>
          <td className={cn(nameColumn, "border-b px-2 py-1")}>
            <AddFeature offerId={offerId} group={group} add={actions.addFeature} />
          </td>
          <td colSpan={plans.length + 1} className="border-b" />
        </tr>
      )}
    </tbody>
  );
}

type AddFeatureProps = { offerId: string; group: GroupContent; add: FormAction<unknown> };

/** One name after the other: Enter adds, and the field is free for the next. */
function AddFeature({ offerId, group, add }: AddFeatureProps) {
  const [name, setName] = useState("");
  const [pending, setPending] = useState(false);

  async function submit() {
    if (name.trim() === "" || pending) return;
    setPending(true);
    const refusal = await runAction(add, { offerId, name, "group.id": group.id });
    setPending(false);
    if (refusal) toast({ title: refusal, tone: "danger" });
    else setName("");
  }

  return (
    <div className="relative">
      <Plus aria-hidden className="pointer-events-none absolute top-2 left-2 size-4 text-subtle-foreground" />
      <input
        type="text"
        aria-label={`Add a feature to ${group.name}`}
        placeholder="Add a feature…"
        autoComplete="off"
        maxLength={256}
        value={name}
        aria-busy={pending || undefined}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          void submit();
        }}
        className="h-8 w-full rounded-sm border border-transparent bg-transparent pr-2 pl-8 placeholder:text-muted-foreground hover:border-control focus-visible:bg-control-fill focus-visible:outline-2 focus-visible:outline-ring focus-visible:-outline-offset-1"
      />
    </div>
  );
}
