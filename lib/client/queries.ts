import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  type ConsequencesOf,
  fetchAdjustment,
  fetchConsequences,
  fetchPoint,
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

/** One item's prices in a version, as they are now. */
export function pointOptions(versionId: string, itemId: string, decimals: number) {
  return queryOptions({
    queryKey: ["pricing", "versions", versionId, "points", itemId],
    queryFn: ({ signal }) => fetchPoint(versionId, itemId, decimals, signal),
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
