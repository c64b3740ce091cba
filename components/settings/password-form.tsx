"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { PasswordInput } from "@/components/ui/password-input";
import type { FormAction } from "@/lib/client/form-state";
import { passwordHelp } from "@/lib/domain/password";

type PasswordFormProps = { action: FormAction<void>; email: string };

/** One's own password: the old one, then a new one. Both are empty again afterwards. */
export function PasswordForm({ action, email }: PasswordFormProps) {
  const [round, setRound] = useState(0);
  return (
    <Form key={round} action={action} guard={false} onSuccess={() => setRound(round + 1)}>
      {/* Password managers read from it whose password this is; it is not sent. */}
      <input type="text" autoComplete="username" defaultValue={email} hidden readOnly />
      <Field name="current" label="Current password">
        <PasswordInput autoComplete="current-password" />
      </Field>
      <Field name="password" label="New password" help={passwordHelp}>
        <PasswordInput autoComplete="new-password" />
      </Field>
      <FormActions>
        <SubmitButton>Change password</SubmitButton>
      </FormActions>
    </Form>
  );
}
