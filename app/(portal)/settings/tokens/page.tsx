import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { RevokeToken } from "@/components/settings/revoke-token";
import { TokenForm } from "@/components/settings/token-form";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { StatusBadge, type StatusPresentation } from "@/components/ui/status-badge";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Timestamp } from "@/components/ui/timestamp";
import { denial } from "@/lib/domain/access";
import { clock } from "@/lib/services/context";
import { listTokens } from "@/lib/services/tokens";
import { createTokenAction, revokeTokenAction } from "./actions";

export const metadata: Metadata = { title: "API tokens" };

type Token = Awaited<ReturnType<typeof listTokens>>[number];

const states = {
  active: { word: "Active", tone: "success", explanation: "The token is accepted." },
  expired: { word: "Expired", tone: "neutral", explanation: "Its expiry date has passed." },
  revoked: { word: "Revoked", tone: "danger", explanation: "It was revoked and is refused." },
} as const satisfies Record<string, StatusPresentation>;

function stateOf(token: Token, now: Date): keyof typeof states {
  if (token.revokedAt) return "revoked";
  return token.expiresAt && token.expiresAt <= now ? "expired" : "active";
}

export default async function TokensPage() {
  const actor = await requireActor();
  const refused = denial(actor, "tokens:read");
  return (
    <Page wide={false}>
      <PageHeader
        title="API tokens"
        description="Keys with which your systems use the API as this account."
      />
      {refused ? (
        <Section>
          <EmptyState kind="forbidden" title="Only admins manage API tokens">
            {refused}
          </EmptyState>
        </Section>
      ) : (
        <>
          <Section id="tokens" title="Tokens" flush>
            <TokenTable tokens={await listTokens(actor)} now={clock.now()} />
          </Section>
          <Section id="new-token" title="New token">
            <TokenForm createAction={createTokenAction} />
          </Section>
        </>
      )}
    </Page>
  );
}

function TokenTable({ tokens, now }: { tokens: Token[]; now: Date }) {
  if (tokens.length === 0) return <EmptyState title="No tokens yet">Create one below.</EmptyState>;
  return (
    <Table label="API tokens">
      <THead>
        <Th>Name</Th>
        <Th>Id</Th>
        <Th>Role</Th>
        <Th>Modules</Th>
        <Th>State</Th>
        <Th>Last used</Th>
        <Th>
          <span className="sr-only">Actions</span>
        </Th>
      </THead>
      <TBody>
        {tokens.map((token) => {
          const state = stateOf(token, now);
          return (
            <Tr key={token.id}>
              <Td className="font-medium">{token.name}</Td>
              <Td className="whitespace-nowrap font-mono text-xs">{token.id}</Td>
              <Td>{token.role}</Td>
              <Td>{token.modules?.join(", ") ?? "All"}</Td>
              <Td>
                <StatusBadge status={states[state]} />
              </Td>
              <Td muted>{token.lastUsedAt ? <Timestamp at={token.lastUsedAt.getTime()} /> : "Never"}</Td>
              <Td className="text-right">
                {state === "active" ? (
                  <RevokeToken id={token.id} name={token.name} revokeAction={revokeTokenAction} />
                ) : null}
              </Td>
            </Tr>
          );
        })}
      </TBody>
    </Table>
  );
}
