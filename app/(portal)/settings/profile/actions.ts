"use server";

import { z } from "zod";
import { action } from "@/app/_edge/action";
import { PersonName } from "@/lib/domain/member";
import { NewPassword } from "@/lib/domain/password";
import { changeOwnName, changeOwnPassword } from "@/lib/services/accounts/profile";

export const changeNameAction = action(
  z.strictObject({ name: PersonName }),
  (actor, { name }) => changeOwnName(actor, name),
  () => ({ message: "Name saved" }),
);

export const changePasswordAction = action(
  z.strictObject({
    current: z.string().min(1, "Enter your current password.").max(128, "At most 128 characters."),
    password: NewPassword,
  }),
  changeOwnPassword,
  () => ({ message: "Password changed" }),
);
