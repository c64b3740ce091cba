import { ActivityTimeline } from "@/components/activity/activity-timeline";
import { MarketplaceForm } from "@/components/marketplaces/marketplace-form";
import { DescriptionList } from "@/components/ui/description-list";
import { Columns, Section } from "@/components/ui/page";
import { type Actor, can } from "@/lib/domain/access";
import { countryName } from "@/lib/domain/countries";
import { zones } from "@/lib/domain/marketplace";
import { predefinedColumns } from "@/lib/domain/price-columns";
import { eq, everything, where } from "@/lib/domain/rql";
import { listActivity } from "@/lib/services/activity";
import { clock } from "@/lib/services/context";
import type { getMarketplace } from "@/lib/services/marketplaces/marketplaces";
import { updateMarketplaceAction } from "../actions";

type Marketplace = Awaited<ReturnType<typeof getMarketplace>>;

/** What the marketplace is: a form for those who may change it, facts for the rest. */
export async function GeneralTab({ actor, marketplace }: { actor: Actor; marketplace: Marketplace }) {
  const history = { ...everything, limit: 20, ...where(eq("object.id", marketplace.id)) };
  const activity = await listActivity(actor, history);
  return (
    <Columns
      side={
        <Section id="activity" title="Activity">
          <ActivityTimeline entries={activity.rows} now={clock.now()} />
        </Section>
      }
    >
      {can(actor, "marketplaces:write") ? (
        <Section id="general" title="General and price columns" className="max-w-160">
          {/* A new revision is a new form: fields that others changed show what is stored. */}
          <MarketplaceForm
            key={marketplace.revision}
            action={updateMarketplaceAction}
            marketplace={marketplace}
          />
        </Section>
      ) : (
        <Section id="general" title="General">
          <Facts marketplace={marketplace} />
        </Section>
      )}
    </Columns>
  );
}

function Facts({ marketplace }: { marketplace: Marketplace }) {
  const { currency, altCurrency1, altCurrency2, requiredColumns } = marketplace;
  const columns = predefinedColumns.filter((column) => requiredColumns.includes(column.id));
  return (
    <DescriptionList
      items={[
        { term: "Description", value: marketplace.description, wide: true },
        { term: "Distributor", value: marketplace.distributorName },
        { term: "Zone", value: Object.entries(zones).find(([id]) => id === marketplace.zone)?.[1] },
        { term: "Countries", value: marketplace.countries.map((code) => countryName(code)).join(", ") },
        { term: "Currency", value: currency },
        {
          term: "Alternative currencies",
          value: [altCurrency1, altCurrency2].filter(Boolean).join(", "),
        },
        { term: "Required price columns", value: columns.map((column) => column.label).join(", ") },
      ]}
    />
  );
}
