import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmAction } from "@/components/ui/confirm-action";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { RelativeTime, Timestamp } from "@/components/ui/timestamp";
import type { FormAction } from "@/lib/client/form-state";

export type ListedSession = {
  id: string;
  device: string;
  address: string | null;
  startedAt: Date;
  seenAt: Date;
  isCurrent: boolean;
};

type SessionTableProps = { sessions: ListedSession[]; now: number; endAction: FormAction<void> };

/** One's own sessions; the one in use is ended by signing out. */
export function SessionTable({ sessions, now, endAction }: SessionTableProps) {
  return (
    <Table label="Sessions">
      <THead>
        <Th>Device</Th>
        <Th>Network address</Th>
        <Th>Signed in</Th>
        <Th>Last seen</Th>
        <Th>
          <span className="sr-only">Actions</span>
        </Th>
      </THead>
      <TBody>
        {sessions.map((session) => (
          <Tr key={session.id}>
            <Td className="font-medium">
              <span className="inline-flex items-center gap-2 whitespace-nowrap">
                {session.device}
                {session.isCurrent ? <Badge>This one</Badge> : null}
              </span>
            </Td>
            <Td muted className="font-mono text-xs">
              {session.address ?? "Unknown"}
            </Td>
            <Td muted>
              <Timestamp at={session.startedAt.getTime()} />
            </Td>
            <Td muted>
              {session.isCurrent ? "Now" : <RelativeTime at={session.seenAt.getTime()} now={now} />}
            </Td>
            <Td className="text-right">
              {session.isCurrent ? null : <EndSession session={session} endAction={endAction} />}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

function EndSession({ session, endAction }: { session: ListedSession; endAction: FormAction<void> }) {
  return (
    <ConfirmAction
      trigger={<Button size="sm">End…</Button>}
      title={`End the session of ${session.device}?`}
      consequence="Whoever uses it is signed out with the next click."
      confirmLabel="End session"
      danger
      action={endAction}
      fields={{ id: session.id }}
    />
  );
}
