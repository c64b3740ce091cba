"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { fieldsOf } from "@/app/_edge/action";
import { parsed } from "@/app/_edge/body";
import { expected } from "@/app/_edge/envelopes";
import type { FormState } from "@/lib/client/form-state";
import { signIn, signOut } from "@/lib/services/auth";

const Credentials = z.strictObject({
  email: z.string().trim().min(1, "Enter your e-mail address.").max(320, "At most 320 characters."),
  password: z.string().min(1, "Enter your password.").max(128, "At most 128 characters."),
});

export async function signInAction(_state: FormState, form: FormData): Promise<FormState> {
  try {
    const { email, password } = parsed(Credentials, fieldsOf(form));
    await signIn(email, password, await headers());
  } catch (error) {
    const { code, issues, message } = expected(error, "sign-in");
    const fieldErrors = Object.fromEntries(issues.map((issue) => [issue.path, [issue.message]]));
    const values = { email: String(form.get("email") ?? "") };
    return { status: "error", code, message, fieldErrors, values };
  }
  redirect("/");
}

export async function signOutAction(): Promise<void> {
  await signOut(await headers());
  redirect("/sign-in");
}
