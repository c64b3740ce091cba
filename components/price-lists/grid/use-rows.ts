"use client";

import { type QueryClient, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { type GridQuery, type GridRow, type GridWindow, gridWindowRows } from "@/lib/client/price-grid";
import { gridOptions, gridWindowOptions } from "@/lib/client/queries";

type Asked = {
  versionId: string;
  query: GridQuery;
  /** The first window as the page was rendered with it; only for the query of then. */
  initial: GridWindow | undefined;
};

/** An order of the version's points, made once and kept until it is asked for anew. */
export function useView({ versionId, query, initial }: Asked) {
  const client = useQueryClient();
  const options = gridOptions(versionId, query);
  const { data, error, isPending, dataUpdatedAt, refetch } = useQuery({
    ...options,
    gcTime: 0,
    ...(initial ? { initialData: initial } : {}),
  });
  const windowAt = (index: number) => ({
    ...gridWindowOptions(versionId, query, { view: data?.view ?? "", index }),
    ...(index === 0 && data?.offset === 0 ? { initialData: data, initialDataUpdatedAt: dataUpdatedAt } : {}),
  });
  return {
    token: data?.view,
    total: data?.total ?? 0,
    isPending,
    error,
    windowAt,
    /** Orders and filters anew. */
    renew: () => void refetch(),
    /** Asks for the prices again, in the same order. */
    refresh: () => void client.invalidateQueries({ queryKey: options.queryKey, predicate: isWindow }),
    /** The server had to order anew, and differently: its answer begins the view to go on with. */
    goOn: (other: GridWindow) => void client.setQueryData(options.queryKey, other),
  };
}

export type View = ReturnType<typeof useView>;

/** The rows that are here, and how to come by others. */
export type Rows = Pick<View, "total" | "renew" | "refresh"> & {
  /** Undefined while it is on its way, null when the item has left the version. */
  rowAt: (index: number) => GridRow | null | undefined;
  /** Brings rows here that are not yet. */
  load: (from: number, to: number) => Promise<(GridRow | null | undefined)[]>;
  error: Error | null;
};

/** Reads a view in windows: those with rows on the screen, `first` to `last`, and never all of them. */
export function useRows(view: View, { first, last }: { first: number; last: number }): Rows {
  const client = useQueryClient();
  const { token, total, windowAt, renew, refresh, goOn } = view;
  const wanted = token === undefined ? [] : windowsOf(first, last);
  const windows = useQueries({ queries: wanted.map(windowAt) });

  const other = windows.find((window) => window.data !== undefined && window.data.view !== token)?.data;
  const follow = useEffectEvent(goOn);
  useEffect(() => {
    if (other) follow(other);
  }, [other]);

  const rowAt = (index: number) =>
    rowOf(client, windowAt(Math.floor(index / gridWindowRows)).queryKey, index);
  return {
    total,
    renew,
    refresh,
    rowAt,
    async load(from, to) {
      await inTurns(windowsOf(from, to), (index) => client.ensureQueryData(windowAt(index)));
      return Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => rowAt(from + n));
    },
    error: view.error ?? windows.find((window) => window.error)?.error ?? null,
  };
}

function windowsOf(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / gridWindowRows);
  const to = Math.floor(Math.max(0, last) / gridWindowRows);
  return Array.from({ length: to - from + 1 }, (_, n) => from + n);
}

function isWindow({ queryKey }: { queryKey: readonly unknown[] }): boolean {
  return queryKey.length > 5;
}

function rowOf(client: QueryClient, key: readonly unknown[], index: number): GridRow | null | undefined {
  return client.getQueryData<GridWindow>(key)?.rows[index % gridWindowRows];
}

const requestsAtOnce = 4;

/** A few at a time. */
async function inTurns<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < all.length; at += requestsAtOnce) {
    await Promise.all(all.slice(at, at + requestsAtOnce).map(work));
  }
}
