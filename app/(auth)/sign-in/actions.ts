"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { openAction } from "@/app/_edge/action";
import { signIn, signOut } from "@/lib/services/auth";

const Credentials = z.strictObject({
  email: z.string().trim().min(1, "Enter your e-mail address.").max(320, "At most 320 characters."),
  password: z.string().min(1, "Enter your password.").max(128, "At most 128 characters."),
});

export const signInAction = openAction(Credentials, async ({ email, password }) => {
  await signIn(email, password, await headers());
  redirect("/");
});

export async function signOutAction(): Promise<void> {
  await signOut(await headers());
  redirect("/sign-in");
}
