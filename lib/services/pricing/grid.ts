import { database } from "@/db/client";
import { findPointOrder, findPointsOf } from "@/db/price-point-rows";
import { pointValues } from "@/db/price-points";
import type { VersionRow } from "@/db/price-versions";
import type { Db } from "@/db/types";
import { type Actor, authorise } from "../../domain/access";
import type { PointValues } from "../../domain/price-columns";
import { type ListQuery, printRql } from "../../domain/rql";
import { clock } from "../context";
import { type GridView, keepView, keptView } from "./grid-views";
import { type PointRow, pointRow, pointSource } from "./points";
import { settle } from "./settle";
import { loadVersion } from "./versions";

/** `base` are the values in the version that this one was copied from; null where that one does not know the item. */
export type GridRow = PointRow & { base: PointValues | null };

/** A window of rows: null stands for an item that has left the version since the view was made. */
export type GridWindow = { view: string; total: number; offset: number; rows: (GridRow | null)[] };

type Asked = { versionId: string; query: ListQuery; view?: string | undefined };

/**
 * A window of a version's prices in the query's order. With the `view` of an earlier answer the rows are in the order of
 * then, whatever was edited since, and a window costs the same at every offset; without one, or when it is not kept any
 * more, the points are ordered anew, and the answer names the view to go on with.
 */
export async function openGrid(actor: Actor, { versionId, query, view }: Asked): Promise<GridWindow> {
  authorise(actor, "pricing:read");
  await settle(clock.now());
  const db = database();
  const version = await loadVersion(db, actor, versionId);
  const found = await viewOf(db, actor, version, { query, view });
  const ids = found.idsOf(query.offset, query.limit);
  const rows = await rowsOf(db, actor, version, ids);
  return { view: found.token, total: found.total, offset: query.offset, rows };
}

async function viewOf(
  db: Db,
  actor: Actor,
  version: VersionRow,
  { query: { filter, search, ordering }, view }: Pick<Asked, "query" | "view">,
): Promise<GridView> {
  const source = pointSource(actor, version);
  const asked = { ...(filter ? { filter } : {}), ...(search ? { search } : {}), ordering };
  const columns = source.columns.map(({ id }) => id);
  const key = JSON.stringify([version.id, columns, source.baseId, printRql(asked)]);
  const kept = view === undefined ? undefined : keptView(view, key);
  return kept ?? keepView(key, await findPointOrder(db, source, asked));
}

async function rowsOf(
  db: Db,
  actor: Actor,
  version: VersionRow,
  ids: readonly string[],
): Promise<GridWindow["rows"]> {
  const { baseId } = pointSource(actor, version);
  const [points, basePoints] = await Promise.all([
    findPointsOf(db, version.id, ids),
    baseId ? findPointsOf(db, baseId, ids) : [],
  ]);
  const byId = new Map(points.map((point) => [point.item.id, point]));
  const baseById = new Map(basePoints.map((point) => [point.item.id, pointValues(point.point)]));
  return ids.map((id) => {
    const point = byId.get(id);
    if (!point) return null;
    return { ...pointRow(version, point), base: baseById.get(id) ?? null };
  });
}
