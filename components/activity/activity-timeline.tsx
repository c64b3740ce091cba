import Link from "next/link";
import type { ReactNode } from "react";
import { FieldDiffTable } from "@/components/ui/diff";
import { EmptyState } from "@/components/ui/empty-state";
import { Timeline } from "@/components/ui/timeline";
import { type EventRenderers, type EventView, renderEvents } from "@/components/ui/timeline-registry";
import type { FieldChange } from "@/lib/domain/changes";

export type ActivityEntry = {
  id: string;
  at: Date;
  actorType: "user" | "token" | "system";
  actorName: string;
  verb: string;
  objectType: string;
  objectId: string;
  objectName: string;
  changes: FieldChange[];
};

const words: Record<string, string> = {
  create: "created",
  update: "changed",
  delete: "deleted",
  restore: "restored",
  schedule: "scheduled",
  unschedule: "unscheduled",
  activate: "activated",
  expire: "let expire",
  terminate: "terminated",
  publish: "published",
  endsale: "ended the sale of",
  resumesale: "resumed the sale of",
  submit: "submitted",
  refine: "sent back for changes",
  deploy: "started deploying",
  complete: "completed",
  cancel: "canceled",
  assign: "took over",
  unassign: "released",
  revoke: "revoked",
  import: "imported into",
  end: "ended",
  configure: "configured",
  disconnect: "disconnected",
  sign: "signed",
  disable: "switched off",
  resend: "sent again to",
  list: "listed",
  unlist: "delisted",
  invite: "invited",
  withdraw: "withdrew",
  remove: "removed",
  reset_password: "made a link for a new password of",
};

const objects: Record<string, string> = {
  product: "product",
  item: "item",
  price_list: "price list",
  price_version: "version",
  offer: "offer",
  offer_version: "offer version",
  plan: "plan",
  feature_group: "feature group",
  listing: "listing",
  listing_request: "listing request",
  marketplace: "marketplace",
  contract: "contract",
  tier_account: "customer",
  flexible_discount: "flexible discount",
  token: "API token",
  member: "member",
  invitation: "invitation of",
  account: "account",
  webhook: "webhook",
};

const maxShown = { full: 8, short: 3 };
/** How much of a change is shown: on its own page the whole, beside an object only the first lines. */
type Detail = keyof typeof maxShown;

/** An object's own page is one click away: `/go/{id}` leads there. */
function objectLink(entry: ActivityEntry): ReactNode {
  return (
    <Link href={`/go/${encodeURIComponent(entry.objectId)}`} className="underline-offset-2 hover:underline">
      {objects[entry.objectType] ?? entry.objectType.replaceAll("_", " ")} {entry.objectName}
    </Link>
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  return JSON.stringify(value);
}

/** What was created shows itself; of everything else the audit tells what changed. */
function changesOf(entry: ActivityEntry, detail: Detail): ReactNode {
  if (entry.verb === "create" || entry.verb === "restore" || entry.changes.length === 0) return undefined;
  const rows = entry.changes.slice(0, maxShown[detail]).map((change) => ({
    field: change.field.replaceAll("_", " "),
    before: shown(change.before),
    after: shown(change.after),
  }));
  const more = entry.changes.length - rows.length;
  return (
    <>
      {detail === "full" ? <FieldDiffTable rows={rows} /> : <ShortChanges rows={rows} />}
      {more > 0 ? <p className="text-muted-foreground text-xs">and {more} more</p> : null}
    </>
  );
}

function ShortChanges({ rows }: { rows: { field: string; before: string; after: string }[] }) {
  return (
    <ul className="text-muted-foreground text-xs">
      {rows.map((row) => (
        <li key={row.field} className="truncate" title={`${row.field}: ${row.before} → ${row.after}`}>
          {row.field}: {row.before === "" ? "empty" : row.before} → {row.after === "" ? "empty" : row.after}
        </li>
      ))}
    </ul>
  );
}

function happened(entry: ActivityEntry, detail: Detail): EventView {
  return {
    content: (
      <>
        {words[entry.verb] ?? entry.verb} {objectLink(entry)}
      </>
    ),
    detail: changesOf(entry, detail),
  };
}

function signedOut({ changes }: ActivityEntry): EventView {
  const count = changes.find(({ field }) => field === "sessions")?.after;
  return { content: count === 1 ? "ended one of their sessions" : `ended ${shown(count)} of their sessions` };
}

/** The audit as people read it: newest first, by day, with what changed. */
export function ActivityTimeline(props: { entries: ActivityEntry[]; now: Date; detail?: Detail }) {
  const { entries, now, detail = "short" } = props;
  const renderers: EventRenderers<ActivityEntry> = {
    join: () => ({ content: "accepted the invitation and joined the account" }),
    set_password: () => ({ content: "set a new password" }),
    end_sessions: signedOut,
    "*": (entry) => happened(entry, detail),
  };
  if (entries.length === 0) {
    return (
      <EmptyState title="No activity yet">Every change shows up here, with who made it and when.</EmptyState>
    );
  }
  const items = renderEvents(
    entries,
    (entry) => ({
      id: entry.id,
      at: entry.at.getTime(),
      actor: entry.actorName,
      system: entry.actorType === "system",
      kind: entry.verb,
    }),
    renderers,
  );
  return <Timeline items={items} now={now.getTime()} />;
}
