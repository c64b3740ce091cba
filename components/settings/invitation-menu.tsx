"use client";

import { useState } from "react";
import { ConfirmAction } from "@/components/ui/confirm-action";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { MenuItem, MenuSeparator, RowMenu } from "@/components/ui/menu";
import type { FormAction } from "@/lib/client/form-state";
import type { Role } from "@/lib/domain/access";
import { LinkDialog, type ShownLink } from "./link-dialog";

type InvitationMenuProps = {
  invitation: { id: string; email: string; role: Role };
  publicUrl: string | undefined;
  inviteAction: FormAction<ShownLink>;
  withdrawAction: FormAction<void>;
};

/** A link that was lost is replaced, one that is not wanted any more withdrawn. */
export function InvitationMenu({ invitation, publicUrl, inviteAction, withdrawAction }: InvitationMenuProps) {
  const [open, setOpen] = useState<"renew" | "withdraw">();
  const { id, email, role } = invitation;
  const dialog = (which: typeof open) => ({
    open: open === which,
    onOpenChange: (next: boolean) => setOpen(next ? which : undefined),
  });
  return (
    <>
      <RowMenu label={`Actions for ${email}`}>
        <MenuItem onSelect={() => setOpen("renew")}>New link…</MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={() => setOpen("withdraw")} danger>
          Withdraw…
        </MenuItem>
      </RowMenu>
      <LinkDialog
        {...dialog("renew")}
        title={`A new link for ${email}?`}
        description="The earlier link stops working."
        publicUrl={publicUrl}
        purpose="they choose a name and a password"
      >
        {(onMade) => (
          <Form action={inviteAction} guard={false} onSuccess={(state) => onMade(state.data)}>
            <input type="hidden" name="email" value={email} />
            <input type="hidden" name="role" value={role} />
            <FormActions>
              <SubmitButton>Create invitation link</SubmitButton>
            </FormActions>
          </Form>
        )}
      </LinkDialog>
      <ConfirmAction
        {...dialog("withdraw")}
        title={`Withdraw the invitation of ${email}?`}
        consequence="The link stops working at once. You can invite the address again."
        confirmLabel="Withdraw invitation"
        danger
        action={withdrawAction}
        fields={{ id }}
      />
    </>
  );
}
