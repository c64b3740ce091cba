import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { hrefWith, indexQuery, type SearchParams } from "@/app/_edge/page";
import { NoticeList } from "@/components/notices/notice-list";
import { ReadNotice } from "@/components/notices/read-notice";
import { Page, PageHeader } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { TableCard } from "@/components/ui/table";
import { clock } from "@/lib/services/context";
import { countUnread, listNotices } from "@/lib/services/notices/notices";
import { readNoticesAction } from "./actions";

export const metadata: Metadata = { title: "What changed" };

const path = "/notices";

export default async function NoticesPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor();
  const params = await searchParams;
  const query = indexQuery(params);
  const [{ rows, total }, unread] = await Promise.all([listNotices(actor, query), countUnread(actor)]);
  return (
    <Page>
      <PageHeader
        title="What changed"
        breadcrumbs={[{ label: "Overview", href: "/" }]}
        description="Prices on your listings that were scheduled, took effect or ended. Webhooks send the same to your systems."
        actions={unread > 0 ? <ReadNotice readAction={readNoticesAction} /> : undefined}
      />
      <TableCard
        footer={
          rows.length > 0 ? (
            <Pagination
              {...query}
              total={total}
              href={(offset) => hrefWith(path, params, { offset: String(offset) })}
              what="notices"
            />
          ) : undefined
        }
      >
        <NoticeList
          notices={rows}
          account={actor.account}
          now={clock.now().getTime()}
          readAction={readNoticesAction}
        />
      </TableCard>
    </Page>
  );
}
