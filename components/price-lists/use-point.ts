"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { messageOf } from "@/lib/client/api";
import { type SavedPoint, savePoint } from "@/lib/client/pricing";
import { pointOptions } from "@/lib/client/queries";
import { isDomainError } from "@/lib/domain/errors";

export type PriceRow = {
  itemId: string;
  name: string;
  mpn: string;
  product: string;
  /** Plain decimals by column id; what is empty is absent. */
  values: Record<string, string>;
  revision: number;
};

/** Somebody else saved another price in the cell meanwhile. Null is empty. */
export type Clash = { columnId: string; mine: string | null; theirs: string | null };

type Change = { columnId: string; value: string | null };

export function savingKey(versionId: string): readonly string[] {
  return ["pricing", "versions", versionId, "save"];
}

/**
 * One item's prices: shown at once as typed, saved in the order of typing, rolled back when refused. When somebody else
 * saved the point first, a change of another cell is simply repeated on top of theirs; of the same cell it becomes a clash.
 */
export function usePoint(versionId: string, row: PriceRow, decimals: number) {
  const client = useQueryClient();
  const options = pointOptions(versionId, row.itemId, decimals);
  const [pending, setPending] = useState<Record<string, string | null>>({});
  const [clash, setClash] = useState<Clash>();
  const cached = useQuery({ ...options, enabled: false }).data;
  const saved = newer(cached, row);

  const { mutateAsync } = useMutation({
    mutationKey: savingKey(versionId),
    // Changes of one point are sent one after the other: each needs the revision that the one before it made.
    scope: { id: `${versionId} ${row.itemId}` },
    mutationFn: async ({ columnId, value }: Change) => {
      const known = newer(client.getQueryData(options.queryKey), row);
      const before = known.values[columnId] ?? null;
      const send = (revision: number | undefined) =>
        savePoint(versionId, row.itemId, decimals, { [columnId]: value }, revision);
      try {
        client.setQueryData(options.queryKey, await send(known.revision));
      } catch (error) {
        if (!isDomainError(error) || error.reason !== "precondition") throw error;
        const now = await client.fetchQuery(options);
        const theirs = now.values[columnId] ?? null;
        if (theirs !== before && theirs !== value) return { columnId, mine: value, theirs };
        client.setQueryData(options.queryKey, await send(now.revision));
      }
      return undefined;
    },
  });

  async function save(columnId: string, value: string | null) {
    const before = saved.values[columnId] ?? null;
    if (value === (columnId in pending ? pending[columnId] : before)) return;
    setClash(undefined);
    setPending((all) => ({ ...all, [columnId]: value }));
    try {
      setClash(await mutateAsync({ columnId, value }));
    } catch (error) {
      toast({ title: `${row.name}: ${messageOf(error)}`, tone: "danger" });
    }
    setPending((all) => without(all, columnId, value));
  }

  return {
    valueOf: (columnId: string) => pending[columnId] ?? (columnId in pending ? null : saved.values[columnId]),
    isSaving: (columnId: string) => columnId in pending,
    save: (columnId: string, value: string | null) => void save(columnId, value),
    clash,
    takeTheirs: () => setClash(undefined),
    keepMine: () => clash && void save(clash.columnId, clash.mine),
  };
}

/** What was saved in this browser counts once it is later than what the page was rendered with. */
function newer(cached: SavedPoint | undefined, row: PriceRow): SavedPoint {
  return cached && (cached.revision ?? 0) >= row.revision ? cached : row;
}

/** A later change of the same cell stays pending. */
function without(all: Record<string, string | null>, columnId: string, value: string | null) {
  if (all[columnId] !== value) return all;
  return Object.fromEntries(Object.entries(all).filter(([id]) => id !== columnId));
}
