import { Badge } from "@/components/ui/badge";
import { StatusBadge } from "@/components/ui/status-badge";
import { RowMenuCell, Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { RelativeTime, Timestamp } from "@/components/ui/timestamp";
import type { FormAction } from "@/lib/client/form-state";
import { memberStates, rolePresentation } from "@/lib/domain/member";
import { InvitationMenu } from "./invitation-menu";
import type { ShownLink } from "./link-dialog";
import { type MemberActions, MemberMenu, type MenuMember } from "./member-menu";

type ListedMember = MenuMember & { lastSignInAt: Date | null; since: Date; passwordLinkUntil: Date | null };

type MemberTableProps = {
  members: ListedMember[];
  now: number;
  /** Without them the table is only read. */
  actions: (MemberActions & { publicUrl: string | undefined }) | undefined;
};

/** Who can sign in to the account. */
export function MemberTable({ members, now, actions }: MemberTableProps) {
  return (
    <Table label="Members">
      <THead>
        <Th>Name</Th>
        <Th>E-mail address</Th>
        <Th>Role</Th>
        <Th>State</Th>
        <Th>Last sign-in</Th>
        <Th>Member since</Th>
        {actions ? <ActionsHead /> : null}
      </THead>
      <TBody>
        {members.map((member) => (
          <Tr key={member.id}>
            <Td className="font-medium">
              <span className="inline-flex items-center gap-2 whitespace-nowrap">
                {member.name}
                {member.isSelf ? <Badge>You</Badge> : null}
              </span>
            </Td>
            <Td truncate title={member.email}>
              {member.email}
            </Td>
            <Td>{rolePresentation[member.role].label}</Td>
            <Td>
              <StatusBadge
                status={member.passwordLinkUntil ? memberStates.resetting : memberStates.active}
                plain
              />
            </Td>
            <Td muted>
              {member.lastSignInAt ? <RelativeTime at={member.lastSignInAt.getTime()} now={now} /> : "Never"}
            </Td>
            <Td muted>
              <Timestamp at={member.since.getTime()} dateOnly />
            </Td>
            {actions ? (
              <RowMenuCell>
                <MemberMenu member={menuMember(member)} {...actions} />
              </RowMenuCell>
            ) : null}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

function ActionsHead() {
  return (
    <Th>
      <span className="sr-only">Actions</span>
    </Th>
  );
}

function menuMember({ id, name, email, role, isSelf, roleRefusal, removeRefusal }: ListedMember): MenuMember {
  return { id, name, email, role, isSelf, roleRefusal, removeRefusal };
}

type ListedInvitation = {
  id: string;
  email: string;
  role: MenuMember["role"];
  state: "invited" | "expired";
  invitedBy: string;
  at: Date;
  expiresAt: Date;
};

type InvitationTableProps = {
  invitations: ListedInvitation[];
  now: number;
  publicUrl: string | undefined;
  inviteAction: FormAction<ShownLink>;
  withdrawAction: FormAction<void>;
};

/** Who was invited and has not come yet. */
export function InvitationTable({ invitations, now, ...actions }: InvitationTableProps) {
  return (
    <Table label="Invitations">
      <THead>
        <Th>E-mail address</Th>
        <Th>Role</Th>
        <Th>State</Th>
        <Th>Invited</Th>
        <Th>By</Th>
        <Th>Link works until</Th>
        <ActionsHead />
      </THead>
      <TBody>
        {invitations.map(({ id, email, role, state, invitedBy, at, expiresAt }) => (
          <Tr key={id}>
            <Td truncate title={email} className="font-medium">
              {email}
            </Td>
            <Td>{rolePresentation[role].label}</Td>
            <Td>
              <StatusBadge status={memberStates[state]} plain />
            </Td>
            <Td muted>
              <RelativeTime at={at.getTime()} now={now} />
            </Td>
            <Td muted>{invitedBy}</Td>
            <Td muted>
              <Timestamp at={expiresAt.getTime()} />
            </Td>
            <RowMenuCell>
              <InvitationMenu invitation={{ id, email, role }} {...actions} />
            </RowMenuCell>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
