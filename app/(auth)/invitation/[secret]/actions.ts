"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { openAction } from "@/app/_edge/action";
import { PersonName } from "@/lib/domain/member";
import { NewPassword } from "@/lib/domain/password";
import { acceptInvitation } from "@/lib/services/accounts/links";
import { startSession } from "@/lib/services/auth";

export const acceptInvitationAction = openAction(
  z.object({ secret: z.string(), name: PersonName, password: NewPassword }),
  async (input) => {
    const email = await acceptInvitation(input);
    await startSession(email, input.password, await headers());
    redirect("/");
  },
);
