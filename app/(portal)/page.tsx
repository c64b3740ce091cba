import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { ActivityTimeline } from "@/components/activity/activity-timeline";
import { NoticeList } from "@/components/notices/notice-list";
import { ReadNotice } from "@/components/notices/read-notice";
import { NextSteps } from "@/components/overview/next-steps";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { everything } from "@/lib/domain/rql";
import { listActivity } from "@/lib/services/activity";
import { clock } from "@/lib/services/context";
import { countUnread, listNotices } from "@/lib/services/notices/notices";
import { readNoticesAction } from "./notices/actions";

export const metadata: Metadata = { title: "Overview" };

const recent = 12;
const notices = 5;

export default async function OverviewPage() {
  const actor = await requireActor();
  const [activity, changes, unread] = await Promise.all([
    listActivity(actor, { ...everything, limit: recent }),
    listNotices(actor, { ...everything, limit: notices }),
    countUnread(actor),
  ]);
  const now = clock.now();
  return (
    <Page>
      <PageHeader
        title="Overview"
        description={`${actor.account.name}: where to go on, and what happened lately.`}
      />
      <NextSteps kind={actor.account.kind} />
      <Section
        id="changes"
        title={
          <span className="inline-flex items-center gap-2">
            What changed {unread > 0 ? <Badge tone="info">{unread} unread</Badge> : null}
          </span>
        }
        flush
        actions={
          <>
            {unread > 0 ? <ReadNotice readAction={readNoticesAction} /> : null}
            {changes.total > notices ? (
              <ButtonLink href="/notices" variant="ghost" size="sm">
                See all {changes.total}
              </ButtonLink>
            ) : null}
          </>
        }
      >
        <NoticeList
          notices={changes.rows}
          account={actor.account}
          now={now.getTime()}
          readAction={readNoticesAction}
        />
      </Section>
      <Section
        id="recent"
        title="Recent activity"
        actions={
          <ButtonLink href="/activity" variant="ghost" size="sm">
            See all
          </ButtonLink>
        }
      >
        <ActivityTimeline entries={activity.rows} now={now} />
      </Section>
    </Page>
  );
}
