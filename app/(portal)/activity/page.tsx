import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { hrefWith, indexQuery, param, type SearchParams } from "@/app/_edge/page";
import { ActivityTimeline } from "@/components/activity/activity-timeline";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Toolbar } from "@/components/ui/filter-chips";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { Tabs } from "@/components/ui/tabs";
import { anyOf } from "@/lib/domain/rql";
import { listActivity } from "@/lib/services/activity";
import { clock } from "@/lib/services/context";

export const metadata: Metadata = { title: "Activity" };

const path = "/activity";

/** Saved views: what kind of object the activity is about. */
const views: { label: string; id: string; types: string[] }[] = [
  { label: "Pricing", id: "pricing", types: ["price_list", "price_version"] },
  { label: "Products", id: "products", types: ["product", "item"] },
  { label: "Offers", id: "offers", types: ["offer", "offer_version", "plan"] },
  { label: "Listings", id: "listings", types: ["listing", "listing_request", "marketplace", "contract"] },
  { label: "Discounts", id: "discounts", types: ["flexible_discount"] },
  { label: "Access", id: "access", types: ["member", "invitation", "token", "account"] },
];

export default async function ActivityPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor();
  const params = await searchParams;
  const view = views.find((v) => v.id === param(params, "view"));
  const query = indexQuery(params, { filters: [view ? anyOf("object.type", view.types) : undefined] });
  const { rows, total } = await listActivity(actor, query);
  const filtered = Boolean(view || query.search);
  return (
    <Page wide={false}>
      <PageHeader
        title="Activity"
        description="Who changed what, newest first, with the values before and after."
      />
      <Tabs
        label="Views"
        items={[
          { label: "All", href: hrefWith(path, params, { view: undefined }), current: !view },
          ...views.map((v) => ({
            label: v.label,
            href: hrefWith(path, params, { view: v.id }),
            current: v === view,
          })),
        ]}
      />
      <Toolbar>
        <SearchField
          action={path}
          label="Search by object or person"
          defaultValue={query.search}
          keep={{ view: view?.id }}
        />
      </Toolbar>
      <Section
        footer={
          <Pagination
            offset={query.offset}
            limit={query.limit}
            total={total}
            href={(offset) => hrefWith(path, params, { offset: String(offset) })}
            what="changes"
          />
        }
      >
        {rows.length === 0 && filtered ? (
          <EmptyState
            kind="no-match"
            title="No activity matches"
            action={<ButtonLink href={path}>Clear filters</ButtonLink>}
          />
        ) : (
          <ActivityTimeline entries={rows} now={clock.now()} detail="full" />
        )}
      </Section>
    </Page>
  );
}
