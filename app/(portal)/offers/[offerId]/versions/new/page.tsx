import type { Metadata } from "next";
import { OfferDifference } from "@/components/offers/offer-difference";
import { PublishForm } from "@/components/offers/publish-form";
import { Banner } from "@/components/ui/banner";
import { FromTo } from "@/components/ui/diff";
import { EmptyState } from "@/components/ui/empty-state";
import { Columns, Section } from "@/components/ui/page";
import { denial } from "@/lib/domain/access";
import type { OfferFinding } from "@/lib/domain/offer-content";
import { previewPublish } from "@/lib/services/offers/versions";
import { publishVersionAction } from "../../../actions";
import { offerTitle, ownOfferView } from "../../offer-view";

type Props = { params: Promise<{ offerId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await offerTitle((await params).offerId, "Publish version") };
}

/** What publishing changes, before it is done. */
export default async function PublishPage({ params }: Props) {
  const { offerId } = await params;
  const { actor, offer } = await ownOfferView(offerId);
  const refused = denial(actor, "offers:write");
  if (refused) {
    return (
      <Section>
        <EmptyState kind="forbidden" title="You cannot publish versions">
          {refused}
        </EmptyState>
      </Section>
    );
  }
  const { last, diff, findings } = await previewPublish(actor, { offerId });
  const next = offer.version + 1;
  return (
    <Columns
      side={
        <Section id="publish" title={`Publish version ${next}`}>
          <PublishForm
            action={publishVersionAction}
            offer={offer}
            number={next}
            cancelHref={`/offers/${offerId}/versions`}
          />
        </Section>
      }
    >
      <Findings findings={findings} />
      <Section
        id="difference"
        title="What changes"
        description={<FromTo from={`Version ${last}`} to="As it stands now" />}
        flush
        className="overflow-clip"
      >
        {diff.changes.length > 0 ? (
          <OfferDifference diff={diff} label={`Changes since version ${last}`} />
        ) : (
          <EmptyState title={`Nothing has changed since version ${last}`}>
            A new version would say the same.
          </EmptyState>
        )}
      </Section>
    </Columns>
  );
}

/** Gaps that a reader would stumble over; they keep nothing from being published. */
function Findings({ findings }: { findings: OfferFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <Banner tone="warning" title="Still missing">
      <ul className="list-disc pl-4">
        {findings.map(({ code, message, count, sample }) => (
          <li key={code}>
            {message}
            {sample.length > 0 ? (
              <span className="text-muted-foreground">
                {" "}
                {sample.join("; ")}
                {count > sample.length ? "; …" : ""}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
