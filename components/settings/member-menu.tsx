"use client";

import { useState } from "react";
import { ConfirmAction } from "@/components/ui/confirm-action";
import { Dialog } from "@/components/ui/dialog";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { MenuItem, MenuSeparator, RowMenu } from "@/components/ui/menu";
import { RadioGroup } from "@/components/ui/radio-group";
import type { FormAction } from "@/lib/client/form-state";
import type { Role } from "@/lib/domain/access";
import { roleChoices } from "./invite-dialog";
import { LinkDialog, type ShownLink } from "./link-dialog";

export type MenuMember = {
  id: string;
  name: string;
  email: string;
  role: Role;
  isSelf: boolean;
  roleRefusal: string | undefined;
  removeRefusal: string | undefined;
};

export type MemberActions = {
  roleAction: FormAction<void>;
  passwordAction: FormAction<ShownLink>;
  removeAction: FormAction<void>;
};

type MemberMenuProps = MemberActions & { member: MenuMember; publicUrl: string | undefined };

/** What an admin can do with a member; what is not possible says why. */
export function MemberMenu({ member, publicUrl, ...actions }: MemberMenuProps) {
  const [open, setOpen] = useState<"role" | "password" | "remove">();
  const { name, isSelf, roleRefusal, removeRefusal } = member;
  const dialog = (which: typeof open) => ({
    open: open === which,
    onOpenChange: (next: boolean) => setOpen(next ? which : undefined),
  });
  const ownPassword = isSelf ? "You change your own password on your profile page." : undefined;
  return (
    <>
      <RowMenu label={`Actions for ${name}`}>
        <MenuItem onSelect={() => setOpen("role")} disabledReason={roleRefusal}>
          Change role…
        </MenuItem>
        <MenuItem onSelect={() => setOpen("password")} disabledReason={ownPassword}>
          Reset password…
        </MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={() => setOpen("remove")} disabledReason={removeRefusal} danger>
          Remove…
        </MenuItem>
      </RowMenu>
      <RoleDialog {...dialog("role")} member={member} roleAction={actions.roleAction} />
      <PasswordDialog
        {...dialog("password")}
        member={member}
        publicUrl={publicUrl}
        passwordAction={actions.passwordAction}
      />
      <ConfirmAction
        {...dialog("remove")}
        title={`Remove ${name}?`}
        consequence={`${name} is signed out everywhere at once and cannot sign in any more. API tokens of the account keep working: revoke those that ${name} knows.`}
        confirmLabel="Remove member"
        danger
        action={actions.removeAction}
        fields={{ id: member.id }}
      />
    </>
  );
}

type PartProps = { open: boolean; onOpenChange: (open: boolean) => void; member: MenuMember };

function RoleDialog({ member, roleAction, ...dialog }: PartProps & Pick<MemberActions, "roleAction">) {
  return (
    <Dialog
      {...dialog}
      title={`Role of ${member.name}`}
      description="It counts from their next click on; they stay signed in."
    >
      <Form action={roleAction} guard={false} onSuccess={() => dialog.onOpenChange(false)}>
        <input type="hidden" name="id" value={member.id} />
        <RadioGroup name="role" label="Role" items={roleChoices} defaultValue={member.role} />
        <FormActions>
          <SubmitButton>Change role</SubmitButton>
        </FormActions>
      </Form>
    </Dialog>
  );
}

function PasswordDialog(
  props: PartProps & Pick<MemberActions, "passwordAction"> & { publicUrl: string | undefined },
) {
  const { member, passwordAction, publicUrl, ...dialog } = props;
  return (
    <LinkDialog
      {...dialog}
      title={`Reset the password of ${member.name}?`}
      description="You get a link to pass on. The old password works until a new one is set with it; an earlier link stops working."
      publicUrl={publicUrl}
      purpose="they set a new password"
    >
      {(onMade) => (
        <Form action={passwordAction} guard={false} onSuccess={(state) => onMade(state.data)}>
          <input type="hidden" name="id" value={member.id} />
          <FormActions>
            <SubmitButton>Create link</SubmitButton>
          </FormActions>
        </Form>
      )}
    </LinkDialog>
  );
}
