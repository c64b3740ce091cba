import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound, param, type SearchParams } from "@/app/_edge/page";
import { ActivityTimeline } from "@/components/activity/activity-timeline";
import { DiscountActions } from "@/components/flexible-discounts/discount-actions";
import { DiscountFacts } from "@/components/flexible-discounts/discount-facts";
import { DiscountForm } from "@/components/flexible-discounts/discount-form";
import { Banner } from "@/components/ui/banner";
import { RouteDrawer } from "@/components/ui/drawer";
import { Columns, Page, PageHeader, Section } from "@/components/ui/page";
import { StatusBadge } from "@/components/ui/status-badge";
import { type Actor, denial } from "@/lib/domain/access";
import { discountStates, discountStatus, hasBeenLive } from "@/lib/domain/discount";
import { eq, everything, where } from "@/lib/domain/rql";
import { listActivity } from "@/lib/services/activity";
import { clock } from "@/lib/services/context";
import { getDiscount } from "@/lib/services/flexible-discounts/discounts";
import { deleteDiscountAction, endDiscountAction, updateDiscountAction, updateTermsAction } from "../actions";
import { itemChoices } from "../items";

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };
type Discount = Awaited<ReturnType<typeof getDiscount>>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const discount = await orNotFound(getDiscount(await requireActor(), { id }));
  return { title: `${discount.code} · Flexible discounts` };
}

export default async function DiscountPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const discount = await orNotFound(getDiscount(actor, { id }));
  const now = clock.now();
  const status = discountStatus(discount, now);
  const refused = denial(actor, "discounts:write");
  const isOwn = discount.vendorId === actor.account.id;
  const actions = (
    <DiscountActions
      discount={{ id, code: discount.code, revision: discount.revision }}
      status={status}
      refused={refused}
      end={endDiscountAction}
      remove={deleteDiscountAction}
    />
  );
  return (
    <Page>
      <PageHeader
        title={discount.name}
        breadcrumbs={[{ label: "Flexible discounts", href: "/flexible-discounts" }]}
        badge={<StatusBadge status={discountStates[status]} />}
        id={discount.id}
        actions={isOwn ? actions : undefined}
      />
      <Columns side={isOwn ? <History actor={actor} id={id} now={now} /> : null}>
        <DiscountFacts discount={discount} />
      </Columns>
      {isOwn && param(await searchParams, "edit") ? (
        <EditDrawer actor={actor} discount={discount} refused={refused} now={now} />
      ) : null}
    </Page>
  );
}

async function History({ actor, id, now }: { actor: Actor; id: string; now: Date }) {
  const { rows } = await listActivity(actor, { ...everything, limit: 20, ...where(eq("object.id", id)) });
  return (
    <Section id="activity" title="Activity">
      <ActivityTimeline entries={rows} now={now} />
    </Section>
  );
}

type EditDrawerProps = { actor: Actor; discount: Discount; refused: string | undefined; now: Date };

async function EditDrawer({ actor, discount, refused, now }: EditDrawerProps) {
  const href = `/flexible-discounts/${discount.id}`;
  const onlyTerms = hasBeenLive(discount, now);
  return (
    <RouteDrawer
      closeHref={href}
      title="Edit flexible discount"
      description={
        onlyTerms
          ? "It has been live: its name, description and end can change."
          : "Until its start everything can change."
      }
    >
      {refused ? (
        <Banner tone="warning" title={refused} />
      ) : (
        <DiscountForm
          key={discount.revision}
          action={onlyTerms ? updateTermsAction : updateDiscountAction}
          discount={discount}
          onlyTerms={onlyTerms}
          items={onlyTerms ? [] : await itemChoices(actor, discount.items)}
          cancelHref={href}
        />
      )}
    </RouteDrawer>
  );
}
