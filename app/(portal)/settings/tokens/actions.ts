"use server";

import { z } from "zod";
import { action } from "@/app/_edge/action";
import { createToken, revokeToken, TokenInput } from "@/lib/services/tokens";

/** An empty date means no expiry. */
const TokenForm = TokenInput.extend({
  expires_at: z.preprocess((value) => (value === "" ? null : value), TokenInput.shape.expires_at),
});

export const createTokenAction = action(TokenForm, createToken);

export const revokeTokenAction = action(
  z.strictObject({ id: z.string() }),
  (actor, { id }) => revokeToken(actor, id),
  () => ({ message: "Token revoked" }),
);
