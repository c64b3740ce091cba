"use server";

import { z } from "zod";
import { action } from "@/app/_edge/action";
import { endOtherSessions, endSession } from "@/lib/services/accounts/sessions";

export const endSessionAction = action(
  z.strictObject({ id: z.string() }),
  (actor, { id }) => endSession(actor, id),
  () => ({ message: "Session ended" }),
);

export const endOtherSessionsAction = action(z.strictObject({}), endOtherSessions, (count) => ({
  message: count === 1 ? "1 session ended" : `${count} sessions ended`,
}));
