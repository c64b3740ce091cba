import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { hrefWith, orNotFound, param, type SearchParams } from "@/app/_edge/page";
import { ActivityTimeline } from "@/components/activity/activity-timeline";
import { LinkSelect } from "@/components/offers/link-select";
import { OfferForm } from "@/components/offers/offer-form";
import { DescriptionList } from "@/components/ui/description-list";
import { RouteDrawer } from "@/components/ui/drawer";
import { Columns, Section } from "@/components/ui/page";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import { type Actor, can } from "@/lib/domain/access";
import { audienceNames, offerTypeNames } from "@/lib/domain/offer";
import { everything, like, where } from "@/lib/domain/rql";
import { listActivity } from "@/lib/services/activity";
import { clock } from "@/lib/services/context";
import { isOwner } from "@/lib/services/offers/offers";
import { listOfferVersions, type OfferView, viewOffer } from "@/lib/services/offers/versions";
import { updateOfferAction } from "../actions";
import { Comparison, NoPlans } from "./comparison";
import { offerTitle, offerView } from "./offer-view";

type Props = { params: Promise<{ offerId: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await offerTitle((await params).offerId) };
}

export default async function OfferPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { offerId } = await params;
  const query = await searchParams;
  const own = isOwner(actor);
  const number = own ? undefined : Number(param(query, "version") ?? Number.NaN);
  const asked = number !== undefined && Number.isSafeInteger(number);
  const view = await orNotFound(asked ? viewOffer(actor, { offerId, version: number }) : offerView(offerId));
  const { offer, content } = view;
  const path = `/offers/${offerId}`;
  return (
    <>
      {own ? null : <VersionChoice actor={actor} view={view} path={path} params={query} />}
      <Comparison
        actor={actor}
        path={path}
        params={query}
        productId={offer.productId}
        content={content}
        title={own ? "Plans compared, as they stand now" : `Plans compared, version ${view.version}`}
        empty={<NoPlans offerId={offerId} own={own} />}
      />
      <Facts actor={actor} view={view} />
      {own && can(actor, "offers:write") && param(query, "edit") ? (
        <RouteDrawer title="Edit offer" closeHref={path}>
          <OfferForm action={updateOfferAction} offer={offer} cancelHref={path} />
        </RouteDrawer>
      ) : null}
    </>
  );
}

type ChoiceProps = { actor: Actor; view: OfferView; path: string; params: Awaited<SearchParams> };

/** Public versions, where there is more than one: which one is shown, and which the listing carries. */
async function VersionChoice({ actor, view, path, params }: ChoiceProps) {
  const { rows } = await listOfferVersions(actor, { offerId: view.offer.id });
  if (rows.length < 2) return null;
  const carried = view.offer.listings > 0 ? view.offer.shownVersion : null;
  return (
    <div className="flex items-center gap-2 text-sm">
      <span className="text-muted-foreground">Version</span>
      <LinkSelect
        label="Version"
        className="w-56"
        value={String(view.version)}
        items={rows.map(({ number }) => ({
          value: String(number),
          label: number === carried ? `${number}, on your listing` : String(number),
          href: hrefWith(path, params, { version: String(number) }),
        }))}
      />
    </div>
  );
}

async function Facts({ actor, view: { offer } }: { actor: Actor; view: OfferView }) {
  const own = isOwner(actor);
  const digits = offer.id.slice(offer.id.indexOf("-") + 1);
  const history = { ...everything, limit: 15, ...where(like("object.id", `*${digits}*`)) };
  const activity =
    own && can(actor, "activity:read") ? await listActivity(actor, history) : { rows: [], total: 0 };
  const details = (
    <Section id="details" title="Details">
      <DescriptionList
        columns={own ? 2 : 3}
        items={[
          {
            term: "Product",
            value: <TextLink href={`/products/${offer.productId}`}>{offer.product.name}</TextLink>,
          },
          { term: "Audience", value: offer.audience ? audienceNames[offer.audience] : "Anyone" },
          ...(own
            ? [
                { term: "Type", value: offerTypeNames[offer.type] },
                {
                  term: "Latest version",
                  value: `${offer.version} (${publicText(offer)})`,
                },
                { term: "Listings that carry it", value: String(offer.listings) },
                { term: "Changed", value: <Timestamp at={offer.updatedAt.getTime()} /> },
              ]
            : [{ term: "Vendor", value: offer.vendorName }]),
        ]}
      />
    </Section>
  );
  if (!own) return details;
  return (
    <Columns
      side={
        <Section
          id="activity"
          title="Activity"
          footer={
            activity.total > 15 ? (
              <TextLink href={`/activity?q=${digits}`}>All {activity.total} changes</TextLink>
            ) : undefined
          }
        >
          <ActivityTimeline entries={activity.rows} now={clock.now()} />
        </Section>
      }
    >
      {details}
    </Columns>
  );
}

function publicText({ publicVersions }: OfferView["offer"]): string {
  return publicVersions === 1 ? "1 public version" : `${publicVersions} public versions`;
}
