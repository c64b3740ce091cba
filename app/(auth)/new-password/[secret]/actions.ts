"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { openAction } from "@/app/_edge/action";
import { NewPassword } from "@/lib/domain/password";
import { setPasswordByLink } from "@/lib/services/accounts/links";
import { startSession } from "@/lib/services/auth";

export const setPasswordAction = openAction(
  z.object({ secret: z.string(), password: NewPassword }),
  async (input) => {
    const email = await setPasswordByLink(input);
    await startSession(email, input.password, await headers());
    redirect("/");
  },
);
