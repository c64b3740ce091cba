import type { Metadata } from "next";
import { connection } from "next/server";
import { AuthLayout } from "@/components/shell/auth-layout";
import { DeadLink } from "@/components/shell/dead-link";
import { Field } from "@/components/ui/field";
import { Form, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { passwordHelp } from "@/lib/domain/password";
import { readLink } from "@/lib/services/accounts/links";
import { setPasswordAction } from "./actions";

export const metadata: Metadata = { title: "New password", robots: { index: false } };

export default async function NewPasswordPage({ params }: { params: Promise<{ secret: string }> }) {
  await connection();
  const { secret } = await params;
  const link = await readLink("password", secret);
  if (link.refusal !== undefined) {
    return (
      <AuthLayout title="New password">
        <DeadLink reason={link.refusal} />
      </AuthLayout>
    );
  }
  return (
    <AuthLayout
      title="Set a new password"
      description={`For your account at ${link.account.name}. You are signed out everywhere else.`}
    >
      <Form action={setPasswordAction} guard={false}>
        <input type="hidden" name="secret" value={secret} />
        <Field name="email" label="E-mail address">
          <Input type="email" readOnly value={link.email} autoComplete="username" />
        </Field>
        <Field name="password" label="New password" help={passwordHelp}>
          <PasswordInput autoComplete="new-password" />
        </Field>
        <SubmitButton className="w-full">Set password</SubmitButton>
      </Form>
    </AuthLayout>
  );
}
