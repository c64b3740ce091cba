import { ConnectorForm } from "@/components/marketplaces/connector-form";
import { ParametersForm } from "@/components/marketplaces/parameters-form";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/page";
import { type Actor, denial } from "@/lib/domain/access";
import { getConnector } from "@/lib/services/marketplaces/connector";
import { listMarketplaceParameters } from "@/lib/services/marketplaces/parameters";
import { listPossibleParents } from "@/lib/services/tier-accounts/tier-accounts";
import { removeConnectorAction, saveConnectorAction, saveParametersAction } from "../actions";

/** What flexible discounts do on the marketplace, and where they come from. */
export async function DiscountsTab({ actor, marketplaceId }: { actor: Actor; marketplaceId: string }) {
  const refused = denial(actor, "marketplaces:write");
  const parameters = await listMarketplaceParameters(actor, marketplaceId);
  const resellers = await listPossibleParents(actor);
  const connector = refused ? undefined : await getConnector(actor, marketplaceId);
  return (
    <div className="flex max-w-160 flex-col gap-5">
      <Section
        id="parameters"
        title="Parameters"
        description="Visibility is not eligibility: a reseller that may not see discounts still gets the price."
      >
        <ParametersForm
          action={saveParametersAction}
          marketplaceId={marketplaceId}
          values={Object.fromEntries(parameters.map(({ id, value }) => [id, value]))}
          resellers={resellers}
          refused={refused}
        />
      </Section>
      <Section
        id="connector"
        title="Discount service"
        description={
          connector
            ? "Discounts come from the service below."
            : "Discounts come from what vendors manage in this portal. Connect another service to use its discounts instead."
        }
      >
        {refused ? (
          <EmptyState kind="forbidden" title="You cannot see the connection">
            {refused}
          </EmptyState>
        ) : (
          <ConnectorForm
            key={connector?.updatedAt.getTime()}
            marketplaceId={marketplaceId}
            connector={connector}
            save={saveConnectorAction}
            remove={removeConnectorAction}
          />
        )}
      </Section>
    </div>
  );
}
