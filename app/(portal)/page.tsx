import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { ActivityTimeline } from "@/components/activity/activity-timeline";
import { NextSteps } from "@/components/overview/next-steps";
import { ButtonLink } from "@/components/ui/button-link";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { everything } from "@/lib/domain/rql";
import { listActivity } from "@/lib/services/activity";
import { clock } from "@/lib/services/context";

export const metadata: Metadata = { title: "Overview" };

const recent = 12;

export default async function OverviewPage() {
  const actor = await requireActor();
  const { rows } = await listActivity(actor, { ...everything, limit: recent });
  return (
    <Page>
      <PageHeader
        title="Overview"
        description={`${actor.account.name}: where to go on, and what happened lately.`}
      />
      <NextSteps kind={actor.account.kind} />
      <Section
        id="recent"
        title="Recent activity"
        actions={
          <ButtonLink href="/activity" variant="ghost" size="sm">
            See all
          </ButtonLink>
        }
      >
        <ActivityTimeline entries={rows} now={clock.now()} />
      </Section>
    </Page>
  );
}
