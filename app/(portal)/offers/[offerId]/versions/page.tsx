import type { Metadata } from "next";
import { OfferVersionTable } from "@/components/offers/offer-version-table";
import { Section } from "@/components/ui/page";
import { denial } from "@/lib/domain/access";
import { privacyRefusal } from "@/lib/domain/offer";
import { listOfferVersions, versionCarriers } from "@/lib/services/offers/versions";
import { setVersionPublicAction } from "../../actions";
import { offerTitle, ownOfferView } from "../offer-view";

type Props = { params: Promise<{ offerId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await offerTitle((await params).offerId, "Versions") };
}

export default async function VersionsPage({ params }: Props) {
  const { offerId } = await params;
  const { actor } = await ownOfferView(offerId);
  const { rows } = await listOfferVersions(actor, { offerId });
  const carriers = await versionCarriers(actor, { offerId, numbers: rows.map(({ number }) => number) });
  return (
    <Section
      id="versions"
      title="Versions"
      description="What was published stays as it was. Listings carry a public version; a newer one is offered to them."
      flush
      className="overflow-clip"
    >
      <div className="border-t">
        <OfferVersionTable
          offerId={offerId}
          versions={rows.map((row) => {
            const carried = carriers.get(row.number) ?? [];
            return {
              number: row.number,
              public: row.public,
              changesDescription: row.changesDescription,
              at: row.createdAt.getTime(),
              by: row.events.created?.by?.name ?? "",
              revision: row.revision,
              carriers: carried.length,
              kept: row.public ? privacyRefusal(row.number, carried) : undefined,
            };
          })}
          refused={denial(actor, "offers:write")}
          setPublic={setVersionPublicAction}
        />
      </div>
    </Section>
  );
}
