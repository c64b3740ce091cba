import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { SessionTable } from "@/components/settings/session-table";
import { Button } from "@/components/ui/button";
import { ConfirmAction } from "@/components/ui/confirm-action";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { listSessions } from "@/lib/services/accounts/sessions";
import { clock } from "@/lib/services/context";
import { endOtherSessionsAction, endSessionAction } from "./actions";

export const metadata: Metadata = { title: "Sessions" };

export default async function SessionsPage() {
  const sessions = await listSessions(await requireActor());
  const others = sessions.filter((session) => !session.isCurrent).length;
  return (
    <Page wide={false} className="lg:mx-0 lg:max-w-4xl">
      <PageHeader
        title="Sessions"
        description="Where you are signed in. End what you do not know, then change your password."
        actions={
          <ConfirmAction
            trigger={
              <Button disabledReason={others === 0 ? "You are signed in only here." : undefined}>
                End all others…
              </Button>
            }
            title="End all other sessions?"
            consequence={`You stay signed in here and are signed out in ${others} other ${others === 1 ? "place" : "places"}.`}
            confirmLabel="End all others"
            danger
            action={endOtherSessionsAction}
            fields={{}}
          />
        }
      />
      <Section
        id="sessions"
        title={`${sessions.length} ${sessions.length === 1 ? "session" : "sessions"}`}
        flush
        footer="A session ends by itself a week after it was last used."
      >
        <SessionTable sessions={sessions} now={clock.now().getTime()} endAction={endSessionAction} />
      </Section>
    </Page>
  );
}
