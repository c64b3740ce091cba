import { StatusBadge, type StatusPresentation } from "@/components/ui/status-badge";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { RelativeTime, Timestamp } from "@/components/ui/timestamp";
import type { FormAction } from "@/lib/client/form-state";
import type { Role, TokenModule } from "@/lib/domain/access";
import { rolePresentation } from "@/lib/domain/member";
import { RevokeToken } from "./revoke-token";

const states = {
  active: { word: "Active", tone: "success", explanation: "The token is accepted." },
  expired: { word: "Expired", tone: "neutral", explanation: "Its expiry date has passed." },
  revoked: { word: "Revoked", tone: "danger", explanation: "It was revoked and is refused." },
} as const satisfies Record<string, StatusPresentation>;

export type ListedToken = {
  id: string;
  name: string;
  role: Role;
  modules: TokenModule[] | null;
  state: keyof typeof states;
  createdAt: Date;
  createdByName: string;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
};

type TokenTableProps = { tokens: ListedToken[]; now: number; revokeAction: FormAction<void> };

/** The account's tokens; their secrets are nowhere any more. */
export function TokenTable({ tokens, now, revokeAction }: TokenTableProps) {
  return (
    <Table label="API tokens">
      <THead>
        <Th>Name</Th>
        <Th>Rights</Th>
        <Th>State</Th>
        <Th>Created</Th>
        <Th>Expires</Th>
        <Th>Last used</Th>
        <Th>
          <span className="sr-only">Actions</span>
        </Th>
      </THead>
      <TBody>
        {tokens.map((token) => (
          <Tr key={token.id}>
            <Td className="py-2">
              <span className="block font-medium">{token.name}</span>
              <code className="whitespace-nowrap font-mono text-muted-foreground text-xs">{token.id}</code>
            </Td>
            <Td className="py-2">
              <span className="block">{rolePresentation[token.role].label}</span>
              <span className="text-muted-foreground text-xs">
                {token.modules?.join(", ") ?? "all modules"}
              </span>
            </Td>
            <Td>
              <StatusBadge status={states[token.state]} plain />
            </Td>
            <Td className="py-2" muted>
              <span className="block">
                <Timestamp at={token.createdAt.getTime()} dateOnly />
              </span>
              <span className="whitespace-nowrap text-xs">by {token.createdByName}</span>
            </Td>
            <Td muted>
              <Ending token={token} />
            </Td>
            <Td muted>
              {token.lastUsedAt ? <RelativeTime at={token.lastUsedAt.getTime()} now={now} /> : "Never"}
            </Td>
            <Td className="text-right">
              {token.state === "active" ? (
                <RevokeToken id={token.id} name={token.name} revokeAction={revokeAction} />
              ) : null}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

/** When it ends, or ended. */
function Ending({ token }: { token: ListedToken }) {
  const at = token.revokedAt ?? token.expiresAt;
  return at ? <Timestamp at={at.getTime()} dateOnly /> : "Never";
}
