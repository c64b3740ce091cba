"use client";

import { Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { MenuItem, MenuSeparator, RowMenu } from "@/components/ui/menu";
import type { FormAction } from "@/lib/client/form-state";
import { cn } from "@/lib/cn";
import type { FeatureContent, GroupContent, PlanContent } from "@/lib/domain/offer-content";
import type { RemovedPartJson } from "@/lib/domain/offer-removed";
import { useDelete } from "./deletions";
import { FeatureCell } from "./feature-cell";
import { FeatureValueView } from "./feature-value-view";
import { dropStyle, MoveItems, ReorderHandle } from "./reorder-handle";
import type { Reorder } from "./use-reorder";

export type MatrixGroup = {
  group: GroupContent & { revision: number };
  features: (FeatureContent & { revision: number })[];
};

export type MatrixActions = {
  moveGroup: FormAction<unknown>;
  moveFeature: FormAction<unknown>;
  removeGroup: FormAction<RemovedPartJson>;
  removeFeature: FormAction<RemovedPartJson>;
  addFeature: FormAction<unknown>;
  setCell: FormAction<unknown>;
};

/** What every row of the matrix needs to know. */
export type MatrixPlace = {
  offerId: string;
  plans: PlanContent[];
  refused: string | undefined;
  actions: MatrixActions;
  choose: (input: HTMLInputElement) => void;
};

export const nameColumn =
  "sticky left-0 z-1 w-44 min-w-44 border-r bg-surface text-left font-normal sm:w-72 sm:min-w-72";

type GroupRowProps = {
  place: MatrixPlace;
  group: MatrixGroup["group"];
  /** How many features it holds. */
  held: number;
  reorder: Reorder;
};

/** The head of a group. */
export function GroupRow({ place, group, held, reorder }: GroupRowProps) {
  const href = `/offers/${place.offerId}/features?group=${group.id}`;
  const features = held === 1 ? "1 feature" : `${held} features`;
  return (
    <tr data-reorder-row="" className={cn("group/row", dropStyle)} {...reorder.row(group.id)}>
      <th scope="rowgroup" className={cn(nameColumn, "border-r-0 border-b bg-sunken px-2 py-1.5")}>
        <Name part={group} href={href} place={place} reorder={reorder} strong />
      </th>
      <td colSpan={place.plans.length} className="border-b bg-sunken px-3.5 py-1.5 text-muted-foreground">
        {group.description}
      </td>
      <td className="border-b bg-sunken px-1.5 text-right">
        <PartMenu
          what="Group"
          part={group}
          href={href}
          place={place}
          reorder={reorder}
          remove={place.actions.removeGroup}
          kept={held > 0 ? `It holds ${features}. Move or delete them first.` : undefined}
        />
      </td>
    </tr>
  );
}

type FeatureRowProps = {
  place: MatrixPlace;
  feature: MatrixGroup["features"][number];
  /** Its line in the grid. */
  row: number;
  reorder: Reorder;
};

export function FeatureRow({ place, feature, row, reorder }: FeatureRowProps) {
  const { offerId, plans, refused, actions, choose } = place;
  const href = `/offers/${offerId}/features?feature=${feature.id}`;
  return (
    <tr data-reorder-row="" className={cn("group/row", dropStyle)} {...reorder.row(feature.id)}>
      <th scope="row" className={cn(nameColumn, "border-b px-2 py-1.5")}>
        <Name part={feature} href={href} place={place} reorder={reorder} />
      </th>
      {plans.map((plan, column) => (
        <td key={plan.id} className="border-b px-1.5 py-1 align-middle">
          {refused ? (
            <div className="px-2">
              <FeatureValueView value={feature.values[plan.id]} />
            </div>
          ) : (
            <FeatureCell
              place={`${row}:${column}`}
              label={`${feature.name} in ${plan.name}`}
              cell={{ offerId, featureId: feature.id, planId: plan.id }}
              value={feature.values[plan.id]}
              save={actions.setCell}
              choose={choose}
            />
          )}
        </td>
      ))}
      <td className="border-b px-1.5 text-right">
        <PartMenu
          what="Feature"
          part={feature}
          href={href}
          place={place}
          reorder={reorder}
          remove={actions.removeFeature}
        />
      </td>
    </tr>
  );
}

type Part = { id: string; name: string; description: string | null; revision: number };
type PartProps = { part: Part; href: string; place: MatrixPlace; reorder: Reorder };

function Name({ part, href, place, reorder, strong }: PartProps & { strong?: boolean }) {
  const style = cn("break-words", strong ? "font-semibold" : "font-medium");
  return (
    <span className={cn("flex items-start gap-1.5", place.refused && "pl-2")}>
      {place.refused ? null : <ReorderHandle label={part.name} {...reorder.handle(part.id)} />}
      <span className="min-w-0 py-0.5">
        {place.refused ? (
          <span className={style}>{part.name}</span>
        ) : (
          <Link href={href} scroll={false} className={cn(style, "rounded-sm hover:underline")}>
            {part.name}
          </Link>
        )}
        {part.description && !strong ? (
          <span className="block text-muted-foreground text-xs">{part.description}</span>
        ) : null}
      </span>
    </span>
  );
}

type PartMenuProps = PartProps & {
  what: "Group" | "Feature";
  remove: FormAction<RemovedPartJson>;
  /** Why it cannot be deleted. */
  kept?: string | undefined;
};

function PartMenu({ what, part, href, place, reorder, remove, kept }: PartMenuProps): ReactNode {
  const deletePart = useDelete();
  return (
    <RowMenu label={`Actions for ${part.name}`}>
      <MenuItem icon={<Pencil aria-hidden />} href={href} disabledReason={place.refused}>
        Edit
      </MenuItem>
      <MoveItems id={part.id} reorder={reorder} refused={place.refused} />
      <MenuSeparator />
      <MenuItem
        icon={<Trash2 aria-hidden />}
        danger
        disabledReason={place.refused ?? kept}
        onSelect={() => deletePart(`${what} ${part.name}`, remove, part)}
      >
        Delete {what.toLowerCase()}
      </MenuItem>
    </RowMenu>
  );
}
