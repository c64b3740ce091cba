import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { InviteDialog } from "@/components/settings/invite-dialog";
import { InvitationTable, MemberTable } from "@/components/settings/member-table";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { denial } from "@/lib/domain/access";
import { listMembers } from "@/lib/services/accounts/members";
import { clock } from "@/lib/services/context";
import {
  changeRoleAction,
  inviteAction,
  passwordLinkAction,
  removeMemberAction,
  withdrawInvitationAction,
} from "./actions";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage() {
  const actor = await requireActor();
  const refused = denial(actor, "members:write");
  const { members, invitations } = await listMembers(actor);
  const now = clock.now().getTime();
  const publicUrl = process.env.PUBLIC_URL;
  return (
    <Page>
      <PageHeader
        title="Members"
        description={`The people who sign in to ${actor.account.name}, and what each may do.`}
        actions={<InviteDialog inviteAction={inviteAction} refused={refused} publicUrl={publicUrl} />}
      />
      <Section id="members" title={`${members.length} ${members.length === 1 ? "member" : "members"}`} flush>
        <MemberTable
          members={members}
          now={now}
          actions={
            refused
              ? undefined
              : {
                  publicUrl,
                  roleAction: changeRoleAction,
                  passwordAction: passwordLinkAction,
                  removeAction: removeMemberAction,
                }
          }
        />
      </Section>
      {invitations.length > 0 ? (
        <Section
          id="invitations"
          title="Invitations"
          description="A link works once. Lost ones are replaced, not shown again."
          flush
        >
          <InvitationTable
            invitations={invitations}
            now={now}
            publicUrl={publicUrl}
            inviteAction={inviteAction}
            withdrawAction={withdrawInvitationAction}
          />
        </Section>
      ) : null}
    </Page>
  );
}
