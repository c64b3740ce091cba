import type { Metadata } from "next";
import { currentActor } from "@/app/_edge/actor";
import { AuthLayout } from "@/components/shell/auth-layout";
import { DeadLink } from "@/components/shell/dead-link";
import { Banner } from "@/components/ui/banner";
import { Field } from "@/components/ui/field";
import { Form, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { rolePresentation } from "@/lib/domain/member";
import { passwordHelp } from "@/lib/domain/password";
import { readLink } from "@/lib/services/accounts/links";
import { acceptInvitationAction } from "./actions";

export const metadata: Metadata = { title: "Invitation", robots: { index: false } };

export default async function InvitationPage({ params }: { params: Promise<{ secret: string }> }) {
  const actor = await currentActor();
  const { secret } = await params;
  const link = await readLink("invitation", secret);
  if (link.refusal !== undefined) {
    return (
      <AuthLayout title="Invitation">
        <DeadLink reason={link.refusal} />
      </AuthLayout>
    );
  }
  const { account, email, role, invitedBy } = link;
  return (
    <AuthLayout
      title={`Join ${account.name}`}
      description={`${invitedBy} invites you as ${rolePresentation[role].label.toLowerCase()}. Choose a name and a password.`}
    >
      {actor ? (
        <Banner className="mb-4" title={`You are signed in as ${actor.name}`}>
          Accepting signs you out there, in this browser.
        </Banner>
      ) : null}
      <Form action={acceptInvitationAction} guard={false}>
        <input type="hidden" name="secret" value={secret} />
        <Field name="email" label="E-mail address" help="You will sign in with it.">
          <Input type="email" readOnly value={email} autoComplete="username" />
        </Field>
        <Field name="name" label="Your name" help="As your colleagues see it.">
          <Input autoComplete="name" maxLength={100} />
        </Field>
        <Field name="password" label="Password" help={passwordHelp}>
          <PasswordInput autoComplete="new-password" />
        </Field>
        <SubmitButton className="w-full">Join {account.name}</SubmitButton>
      </Form>
    </AuthLayout>
  );
}
