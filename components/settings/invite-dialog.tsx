"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import type { FormAction } from "@/lib/client/form-state";
import { roles } from "@/lib/domain/access";
import { rolePresentation } from "@/lib/domain/member";
import { LinkDialog, type ShownLink } from "./link-dialog";

export const roleChoices = roles.map((role) => ({ value: role, ...rolePresentation[role] }));

type InviteDialogProps = {
  inviteAction: FormAction<ShownLink>;
  refused: string | undefined;
  publicUrl: string | undefined;
};

/** “Invite member”: an e-mail address and a role make a one-time link. */
export function InviteDialog({ inviteAction, refused, publicUrl }: InviteDialogProps) {
  if (refused) {
    return (
      <Button variant="primary" disabledReason={refused}>
        Invite member
      </Button>
    );
  }
  return (
    <LinkDialog
      trigger={
        <Button variant="primary" data-shortcut="c">
          Invite member
        </Button>
      }
      title="Invite a member"
      description="You get a link to pass on. Whoever opens it first chooses a name and a password."
      publicUrl={publicUrl}
      purpose="they choose a name and a password"
    >
      {(onMade) => (
        <Form action={inviteAction} guard={false} onSuccess={(state) => onMade(state.data)}>
          <Field name="email" label="E-mail address" help="They sign in with it.">
            <Input type="email" maxLength={320} />
          </Field>
          <RadioGroup name="role" label="Role" items={roleChoices} defaultValue="editor" />
          <FormActions>
            <SubmitButton>Create invitation link</SubmitButton>
          </FormActions>
        </Form>
      )}
    </LinkDialog>
  );
}
