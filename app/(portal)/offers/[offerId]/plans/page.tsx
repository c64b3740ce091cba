import type { Metadata } from "next";
import { param, type SearchParams } from "@/app/_edge/page";
import { freeColor } from "@/components/offers/palette";
import { PlanForm } from "@/components/offers/plan-form";
import { PlanTable } from "@/components/offers/plan-table";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { RouteDrawer } from "@/components/ui/drawer";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/page";
import { denial } from "@/lib/domain/access";
import type { OfferContent } from "@/lib/domain/offer-content";
import { soleTrial } from "@/lib/domain/offer-parts";
import { partRevisions } from "@/lib/services/offers/versions";
import { createPlanAction, deletePlanAction, movePlanAction, updatePlanAction } from "../../actions";
import { offerTitle, ownOfferView } from "../offer-view";

type Props = { params: Promise<{ offerId: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await offerTitle((await params).offerId, "Plans") };
}

export default async function PlansPage({ params, searchParams }: Props) {
  const { offerId } = await params;
  const { actor, content } = await ownOfferView(offerId);
  const revisions = await partRevisions(actor, { offerId });
  const refused = denial(actor, "offers:write");
  const wanted = refused ? undefined : param(await searchParams, "plan");
  const rows = content.plans.map((plan) => ({
    ...plan,
    revision: revisions.get(plan.id) ?? 0,
    values: content.features.filter((feature) => feature.values[plan.id]).length,
    itemLines: content.inventory.filter((row) => row.planId === plan.id).length,
  }));
  return (
    <>
      <Section
        id="plans"
        title="Plans"
        description="Levels of service that stand side by side in the comparison, in this order."
        flush
        actions={<AddPlan offerId={offerId} refused={refused} />}
      >
        {rows.length > 0 ? (
          <PlanTable
            offerId={offerId}
            rows={rows}
            features={content.features.length}
            refused={refused}
            move={movePlanAction}
            remove={deletePlanAction}
          />
        ) : (
          <EmptyState title="No plans yet" action={<AddPlan offerId={offerId} refused={refused} />}>
            A plan is a level of service, such as Basic or Enterprise, sold for one or more periods.
          </EmptyState>
        )}
      </Section>
      {wanted ? (
        <PlanDrawer offerId={offerId} content={content} planId={wanted} revisions={revisions} />
      ) : null}
    </>
  );
}

function AddPlan({ offerId, refused }: { offerId: string; refused: string | undefined }) {
  if (refused) return <Button disabledReason={refused}>Add plan</Button>;
  return (
    <ButtonLink href={`/offers/${offerId}/plans?plan=new`} scroll={false} data-shortcut="c">
      Add plan
    </ButtonLink>
  );
}

type DrawerProps = {
  offerId: string;
  content: OfferContent;
  /** An id, or “new”. */
  planId: string;
  revisions: ReadonlyMap<string, number>;
};

function PlanDrawer({ offerId, content: { plans }, planId, revisions }: DrawerProps) {
  const plan = plans.find(({ id }) => id === planId);
  if (!plan && planId !== "new") return null;
  const closeHref = `/offers/${offerId}/plans`;
  const holder = plans.find((other) => other.id !== planId && other.periods.includes(soleTrial));
  return (
    <RouteDrawer title={plan ? `Edit ${plan.name}` : "Add plan"} description={plan?.id} closeHref={closeHref}>
      <PlanForm
        action={plan ? updatePlanAction : createPlanAction}
        offerId={offerId}
        plan={plan && { ...plan, revision: revisions.get(plan.id) ?? 0 }}
        color={freeColor(plans.map(({ color }) => color))}
        trialHolder={holder?.name}
        cancelHref={closeHref}
      />
    </RouteDrawer>
  );
}
