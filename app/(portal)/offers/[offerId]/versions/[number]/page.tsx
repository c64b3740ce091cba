import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { orNotFound, type SearchParams } from "@/app/_edge/page";
import { OfferDifference } from "@/components/offers/offer-difference";
import { Badge } from "@/components/ui/badge";
import { FromTo } from "@/components/ui/diff";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/page";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import { compareOfferVersions, getOfferVersion } from "@/lib/services/offers/versions";
import { Comparison } from "../../comparison";
import { offerTitle, ownOfferView } from "../../offer-view";

type Props = { params: Promise<{ offerId: string; number: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { offerId, number } = await params;
  return { title: await offerTitle(offerId, `Version ${number}`) };
}

/** A version as it was published, and what it changed. */
export default async function VersionPage({ params, searchParams }: Props) {
  const { offerId, number: text } = await params;
  if (!/^[1-9]\d{0,8}$/.test(text)) notFound();
  const number = Number(text);
  const { actor, offer } = await ownOfferView(offerId);
  const version = await orNotFound(getOfferVersion(actor, { offerId, number }));
  const diff =
    number > 1 ? await compareOfferVersions(actor, { offerId, from: number - 1, to: number }) : undefined;
  const path = `/offers/${offerId}/versions`;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="font-semibold text-lg">Version {number}</h2>
        {version.public ? <Badge tone="success">Public</Badge> : <Badge>Private</Badge>}
        <p className="text-muted-foreground text-sm">
          Published <Timestamp at={version.createdAt.getTime()} />
          {version.events.created?.by ? ` by ${version.events.created.by.name}` : null}
        </p>
        <TextLink href={path}>All versions</TextLink>
      </div>
      {version.changesDescription ? <p className="max-w-2xl">{version.changesDescription}</p> : null}
      {diff ? (
        <Section
          id="difference"
          title="What changed"
          description={<FromTo from={`Version ${number - 1}`} to={`Version ${number}`} />}
          flush
          className="overflow-clip"
        >
          {diff.changes.length > 0 ? (
            <OfferDifference diff={diff} label={`Changes from version ${number - 1} to version ${number}`} />
          ) : (
            <EmptyState title={`Version ${number} says the same as version ${number - 1}`} />
          )}
        </Section>
      ) : null}
      <Comparison
        actor={actor}
        path={`${path}/${number}`}
        params={await searchParams}
        productId={offer.productId}
        content={version.content}
        title={`Plans compared, version ${number}`}
        empty={
          <EmptyState title="No plans">
            {number === 1 ? "Every offer starts with an empty version." : "This version has no plans."}
          </EmptyState>
        }
      />
    </>
  );
}
