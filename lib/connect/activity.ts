import type { FieldChange } from "../domain/changes";
import { instant } from "./common";

type Activity = {
  id: string;
  at: Date;
  actorId: string;
  actorName: string;
  actorType: string;
  verb: string;
  objectType: string;
  objectId: string;
  objectName: string;
  changes: FieldChange[];
};

/** A row of the audit as `GET /activity` answers it. */
export function presentActivity(row: Activity) {
  return {
    id: row.id,
    at: instant(row.at),
    by: { id: row.actorId, name: row.actorName, type: row.actorType },
    verb: row.verb,
    object: { type: row.objectType, id: row.objectId, name: row.objectName },
    changes: row.changes,
  };
}
