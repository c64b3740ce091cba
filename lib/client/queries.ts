import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { printRql } from "../domain/rql";
import {
  type BulkRequest,
  changePrices,
  fetchGrid,
  fetchPriceChanges,
  type GridQuery,
  gridWindowRows,
} from "./price-grid";
import {
  type ConsequencesOf,
  fetchAdjustment,
  fetchConsequences,
  fetchReadiness,
  fetchVerdicts,
  type RowVerdict,
} from "./pricing";
import { searchItems } from "./products";

/** Items of a product that match what is typed. */
export function itemSearchOptions(productId: string, text: string) {
  return queryOptions({
    queryKey: ["products", productId, "items", "search", text.trim()],
    queryFn: ({ signal }) => searchItems(productId, text, signal),
    placeholderData: keepPreviousData,
  });
}

/** The first window of a version's prices in an order, and the view to read the others by. Made anew only when asked. */
export function gridOptions(versionId: string, query: GridQuery) {
  return queryOptions({
    queryKey: ["pricing", "versions", versionId, "grid", printRql(query)],
    queryFn: ({ signal }) => fetchGrid(versionId, query, { offset: 0 }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  });
}

/** A window of a view, asked again now and then while it is shown: others may edit the same prices. */
export function gridWindowOptions(versionId: string, query: GridQuery, { view, index }: GridPlace) {
  return queryOptions({
    queryKey: ["pricing", "versions", versionId, "grid", printRql(query), view, index],
    queryFn: ({ signal }) => fetchGrid(versionId, query, { view, offset: index * gridWindowRows }, signal),
    staleTime: 15_000,
    refetchInterval: 20_000,
    gcTime: 60_000,
  });
}

type GridPlace = { view: string; index: number };

/** The latest bulk changes of a draft. */
export function priceChangesOptions(versionId: string) {
  return queryOptions({
    queryKey: ["pricing", "versions", versionId, "changes"],
    queryFn: ({ signal }) => fetchPriceChanges(versionId, signal),
    staleTime: 0,
  });
}

/** What stands in the way of putting a version in force; asked anew each time it is shown. */
export function readinessOptions(versionId: string) {
  return queryOptions({
    queryKey: ["pricing", "versions", versionId, "readiness"],
    queryFn: ({ signal }) => fetchReadiness(versionId, signal),
    staleTime: 0,
    gcTime: 0,
  });
}

/** What an action on a version or a list would touch; asked anew each time it is shown. */
export function consequencesOptions(of: ConsequencesOf) {
  return queryOptions({
    queryKey: ["pricing", "consequences", of],
    queryFn: ({ signal }) => fetchConsequences(of, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
}

/** An upload of prices, asked again twice a second while it is being read. */
export function adjustmentOptions(versionId: string, id: string | undefined) {
  return queryOptions({
    queryKey: ["pricing", "versions", versionId, "adjustments", id],
    queryFn: ({ signal }) => fetchAdjustment(versionId, id ?? "", signal),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data?.status === "processing" ? 500 : false),
  });
}

type VerdictPage = { verdict: RowVerdict["verdict"] | undefined; limit: number; offset: number };

/** A page of the verdicts on an upload's rows. */
export function verdictOptions(versionId: string, id: string, page: VerdictPage) {
  return queryOptions({
    queryKey: ["pricing", "versions", versionId, "adjustments", id, "rows", page],
    queryFn: ({ signal }) => fetchVerdicts(versionId, id, page, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What a bulk change would do, as the prices are now. */
export function bulkPreviewOptions(versionId: string, request: Omit<BulkRequest, "dry_run">) {
  return queryOptions({
    queryKey: ["pricing", "versions", versionId, "changes", "preview", request],
    queryFn: ({ signal }) => changePrices(versionId, { ...request, dry_run: true }, signal),
    staleTime: 0,
    gcTime: 0,
  });
}
