import type { ReactNode } from "react";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound } from "@/app/_edge/page";
import { Deletions } from "@/components/offers/deletions";
import { OfferActions } from "@/components/offers/offer-actions";
import { OfferTabs } from "@/components/offers/offer-tabs";
import { Badge } from "@/components/ui/badge";
import { Page, PageHeader } from "@/components/ui/page";
import { StatusBadge } from "@/components/ui/status-badge";
import { denial } from "@/lib/domain/access";
import { audienceNames, offerPresentation } from "@/lib/domain/offer";
import { isOwner } from "@/lib/services/offers/offers";
import { deleteOfferAction, restorePartAction } from "../actions";
import { offerView } from "./offer-view";

type Props = { params: Promise<{ offerId: string }>; children: ReactNode };

/** The head of an offer and its parts as tabs; who is not the vendor reads one page. */
export default async function OfferLayout({ params, children }: Props) {
  const actor = await requireActor();
  const { offer, content } = await orNotFound(offerView((await params).offerId));
  const own = isOwner(actor);
  const { plans, features, items } = content;
  return (
    <Page>
      <PageHeader
        title={offer.name}
        breadcrumbs={[{ label: "Offers", href: "/offers" }]}
        badge={
          <>
            {own ? <StatusBadge status={offerPresentation[offer.status]} /> : null}
            {offer.audience ? <Badge>{audienceNames[offer.audience]}</Badge> : null}
          </>
        }
        id={offer.id}
        description={offer.description}
        actions={
          own ? (
            <OfferActions offer={offer} refused={denial(actor, "offers:write")} remove={deleteOfferAction} />
          ) : undefined
        }
      />
      {own ? (
        <OfferTabs
          offerId={offer.id}
          counts={{
            plans: plans.length,
            features: features.length,
            items: items.length,
            versions: offer.versions,
          }}
        />
      ) : null}
      {own ? (
        <Deletions offerId={offer.id} restore={restorePartAction}>
          {children}
        </Deletions>
      ) : (
        children
      )}
    </Page>
  );
}
