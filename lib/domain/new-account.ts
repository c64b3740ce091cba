import { z } from "zod";
import { accountKinds } from "./access";
import { EmailAddress, PersonName } from "./member";
import { NewPassword } from "./password";

export const AccountKindName = z.enum(accountKinds, `must be one of ${accountKinds.join(", ")}`);

/** A company's name as others see it. */
export const CompanyName = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(200, "at most 200 characters")
  .refine((text) => !/\p{Cc}/u.test(text), "must not contain control characters");

export const TierAccountId = z
  .string()
  .trim()
  .regex(/^TA-\d{4}-\d{4}-\d{4}$/, "must be a tier account’s id such as TA-1234-5678-9012");

/**
 * A new account and who is its first admin. A vendor or distributor has a `name` of its own; a reseller is the
 * `tierAccount` that its distributor made. With a `password` the admin can sign in at once and needs an `adminName`; without
 * one they get a one-time link.
 */
export const NewAccount = z
  .strictObject({
    kind: AccountKindName,
    name: CompanyName.optional(),
    tierAccount: TierAccountId.optional(),
    email: EmailAddress,
    adminName: PersonName.optional(),
    password: NewPassword.optional(),
  })
  .check(({ value, issues }) => {
    const { kind, name, tierAccount, adminName, password } = value;
    const refuse = (path: string, message: string) =>
      issues.push({ code: "custom", path: [path], message, input: undefined });
    if (kind === "reseller") {
      if (!tierAccount) refuse("tierAccount", "is needed: a reseller is a tier account of its distributor");
      if (name !== undefined) refuse("name", "is the tier account’s; leave it out");
    } else {
      if (name === undefined) refuse("name", `is needed for a ${kind}`);
      if (tierAccount) refuse("tierAccount", `is only for a reseller, not for a ${kind}`);
    }
    if (password !== undefined && adminName === undefined) {
      refuse("adminName", "is needed together with a password");
    }
  });

export type NewAccount = z.output<typeof NewAccount>;
