import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { orNotFound } from "@/app/_edge/page";
import { ComparisonTable } from "@/components/offers/comparison-table";
import { DescriptionList } from "@/components/ui/description-list";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { StatusBadge } from "@/components/ui/status-badge";
import { audienceNames, offerPresentation } from "@/lib/domain/offer";
import { viewOffer } from "@/lib/services/offers/versions";

type Props = { params: Promise<{ offerId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const actor = await requireActor();
  const { offer } = await orNotFound(viewOffer(actor, { offerId: (await params).offerId }));
  return { title: `${offer.name} · Offers` };
}

export default async function OfferPage({ params }: Props) {
  const actor = await requireActor();
  const { offer, version, content } = await orNotFound(viewOffer(actor, { offerId: (await params).offerId }));
  return (
    <Page>
      <PageHeader
        title={offer.name}
        breadcrumbs={[{ label: "Offers", href: "/offers" }]}
        badge={<StatusBadge status={offerPresentation[offer.status]} />}
        id={offer.id}
        description={offer.description}
      />
      <Section
        id="comparison"
        title="Plans compared"
        description={version === null ? "The working copy." : `Version ${version}.`}
        flush
      >
        <ComparisonTable content={content} />
      </Section>
      <Section id="details" title="Details">
        <DescriptionList
          items={[
            { term: "Product", value: offer.product.name },
            { term: "Vendor", value: offer.vendorName },
            { term: "Audience", value: offer.audience ? audienceNames[offer.audience] : "—" },
            { term: "Versions", value: `${offer.versions}, ${offer.publicVersions} public` },
          ]}
        />
      </Section>
    </Page>
  );
}
