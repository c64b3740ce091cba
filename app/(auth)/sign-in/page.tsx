import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentActor } from "@/app/_edge/actor";
import { AuthLayout } from "@/components/shell/auth-layout";
import { Field } from "@/components/ui/field";
import { Form, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { signInAction } from "./actions";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage() {
  if (await currentActor()) redirect("/");
  return (
    <AuthLayout
      title="Sign in"
      description="Offers, prices and discounts, from vendor to checkout."
      footer="No account, or no password any more? An admin of your company’s account makes you a link."
    >
      <Form action={signInAction} guard={false}>
        <Field name="email" label="E-mail address">
          <Input type="email" autoComplete="username" />
        </Field>
        <Field name="password" label="Password">
          <PasswordInput autoComplete="current-password" />
        </Field>
        <SubmitButton className="w-full">Sign in</SubmitButton>
      </Form>
    </AuthLayout>
  );
}
