"use server";

import { z } from "zod";
import { action } from "@/app/_edge/action";
import { InvitationInput, RoleName } from "@/lib/domain/member";
import { createPasswordLink, inviteMember, withdrawInvitation } from "@/lib/services/accounts/links";
import { changeMemberRole, removeMember } from "@/lib/services/accounts/members";

const ById = z.strictObject({ id: z.string() });

export const inviteAction = action(InvitationInput, inviteMember);

export const passwordLinkAction = action(ById, (actor, { id }) => createPasswordLink(actor, id));

export const changeRoleAction = action(ById.extend({ role: RoleName }), changeMemberRole, () => ({
  message: "Role changed",
}));

export const removeMemberAction = action(
  ById,
  (actor, { id }) => removeMember(actor, id),
  () => ({ message: "Member removed" }),
);

export const withdrawInvitationAction = action(
  ById,
  (actor, { id }) => withdrawInvitation(actor, id),
  () => ({ message: "Invitation withdrawn" }),
);
