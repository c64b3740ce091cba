import type { Metadata } from "next";
import { requireActor } from "@/app/_edge/actor";
import { PasswordForm } from "@/components/settings/password-form";
import { DescriptionList } from "@/components/ui/description-list";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Page, PageHeader, Section } from "@/components/ui/page";
import { rolePresentation } from "@/lib/domain/member";
import { getProfile } from "@/lib/services/accounts/profile";
import { changeNameAction, changePasswordAction } from "./actions";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  const { user, role, account } = await getProfile(await requireActor());
  return (
    <Page wide={false} className="lg:mx-0">
      <PageHeader title="Profile" description="How others see you, and how you sign in." />
      <Section id="you" title="You">
        <DescriptionList
          className="mb-4"
          items={[
            { term: "E-mail address", value: user.email },
            { term: "Role", value: `${rolePresentation[role].label} of ${account.name}` },
          ]}
        />
        <Form action={changeNameAction}>
          <Field name="name" label="Name" help="Shown beside everything you change from now on.">
            <Input defaultValue={user.name} maxLength={100} autoComplete="name" />
          </Field>
          <FormActions>
            <SubmitButton>Save name</SubmitButton>
          </FormActions>
        </Form>
      </Section>
      <Section id="password" title="Password" description="Changing it signs you out everywhere else.">
        <PasswordForm action={changePasswordAction} email={user.email} />
      </Section>
    </Page>
  );
}
