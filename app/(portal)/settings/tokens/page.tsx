import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { hrefWith, param, type SearchParams } from "@/app/_edge/page";
import { TokenDialog } from "@/components/settings/token-dialog";
import { TokenTable } from "@/components/settings/token-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { TableCard } from "@/components/ui/table";
import { Tabs } from "@/components/ui/tabs";
import { type Actor, denial } from "@/lib/domain/access";
import { clock } from "@/lib/services/context";
import { listTokens } from "@/lib/services/tokens";
import { createTokenAction, revokeTokenAction } from "./actions";

export const metadata: Metadata = { title: "API tokens" };

const path = "/settings/tokens";

export default async function TokensPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor();
  const refused = denial(actor, "tokens:read");
  return (
    <Page>
      <PageHeader
        title="API tokens"
        description="Keys with which your systems use the API as this account."
        actions={
          refused ? null : <TokenDialog createAction={createTokenAction} now={clock.now().getTime()} />
        }
      />
      {refused ? (
        <Section>
          <EmptyState kind="forbidden" title="Only admins manage API tokens">
            {refused}
          </EmptyState>
        </Section>
      ) : (
        <Tokens actor={actor} params={await searchParams} />
      )}
    </Page>
  );
}

async function Tokens({ actor, params }: { actor: Actor; params: Awaited<SearchParams> }) {
  const tokens = await listTokens(actor);
  const ended = param(params, "view") === "ended";
  const [active, past] = [true, false].map((want) =>
    tokens.filter((token) => (token.state === "active") === want),
  );
  const shown = (ended ? past : active) ?? [];
  return (
    <>
      <Tabs
        label="Views"
        items={[
          {
            label: "Active",
            href: hrefWith(path, params, { view: undefined }),
            current: !ended,
            count: active?.length ?? 0,
          },
          {
            label: "Ended",
            href: hrefWith(path, params, { view: "ended" }),
            current: ended,
            count: past?.length ?? 0,
          },
        ]}
      />
      <TableCard>
        {shown.length > 0 ? (
          <TokenTable tokens={shown} now={clock.now().getTime()} revokeAction={revokeTokenAction} />
        ) : (
          <EmptyState title={ended ? "No token has ended" : "No tokens yet"}>
            {ended
              ? "Revoked and expired tokens are kept here, so that you can tell later what had access."
              : "A system that reads or writes through the API needs one: create a token for each, with only the rights it needs."}
          </EmptyState>
        )}
      </TableCard>
    </>
  );
}
