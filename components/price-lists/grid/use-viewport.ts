"use client";

import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef } from "react";
import type { GridColumn } from "./columns";
import type { Place } from "./selection";

export const headerHeight = 36;

/** A range and the index that has the keyboard, which must never leave the document. */
function withIndex(range: Range, index: number): number[] {
  const shown = defaultRangeExtractor(range);
  if (index < 0 || index >= range.count || shown.includes(index)) return shown;
  return [...shown, index].sort((a, b) => a - b);
}

type Shown = { total: number; columns: readonly GridColumn[]; focus: Place; rowHeight: number };

/** Which rows and columns are in the document: those on the screen, a few around them, and the one with the keyboard. */
export function useViewport({ total, columns, focus, rowHeight }: Shown) {
  const scroller = useRef<HTMLDivElement>(null);
  const sticky = columns[0]?.width ?? 0;
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
    rangeExtractor: (range) => withIndex(range, focus.row),
    initialRect: { width: 1200, height: 640 },
    useFlushSync: false,
  });
  // The first column stays in sight, so the others begin after it.
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length - 1,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => columns[index + 1]?.width ?? 0,
    overscan: 3,
    scrollMargin: sticky,
    scrollPaddingStart: sticky,
    rangeExtractor: (range) => withIndex(range, focus.column - 1),
    initialRect: { width: 1200, height: 640 },
    useFlushSync: false,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are measured anew when they may have changed
  useLayoutEffect(() => {
    rows.measure();
    across.measure();
  }, [rows, across, rowHeight, columns]);

  useEffect(() => {
    if (total === 0) return;
    rows.scrollToIndex(focus.row);
    if (focus.column > 0) across.scrollToIndex(focus.column - 1);
  }, [rows, across, total, focus.row, focus.column]);

  const width = sticky + columns.slice(1).reduce((sum, column) => sum + column.width, 0);
  const items = rows.getVirtualItems();
  return {
    scroller,
    rowHeight,
    rows: items.map(({ index, start }) => ({ index, top: start - headerHeight })),
    height: rows.getTotalSize(),
    columns: across.getVirtualItems().map(({ index, start }) => ({ index: index + 1, left: start })),
    width,
    first: rows.range?.startIndex ?? 0,
    last: rows.range?.endIndex ?? Math.min(total, 30) - 1,
    pageRows: () => Math.floor(((scroller.current?.clientHeight ?? 640) - headerHeight) / rowHeight) - 1,
    toTop: () => rows.scrollToOffset(0),
  };
}

export type Viewport = ReturnType<typeof useViewport>;
