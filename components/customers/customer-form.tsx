"use client";

import { useState } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import type { FormAction } from "@/lib/client/form-state";
import { countryCodes, countryName } from "@/lib/domain/countries";
import type { Segment, TierType } from "@/lib/domain/states";
import { segmentNames, tierTypePresentation } from "@/lib/domain/tier-account";

type Account = {
  id: string;
  revision: number;
  type: TierType;
  name: string;
  segment: Segment;
  parentId: string | null;
  externalId: string | null;
  externalUid: string | null;
  taxId: string | null;
  contactInfo: {
    address_line1: string;
    address_line2?: string;
    city: string;
    state?: string;
    postal_code: string;
    country: string;
    contact: { first_name: string; last_name: string; email: string };
  };
};

type CustomerFormProps<T> = {
  action: FormAction<T>;
  account?: Account;
  parents: { id: string; name: string; parentId: string | null }[];
  /** A reseller makes only customers of its own: neither type nor parent is asked. */
  isReseller: boolean;
  cancelHref: string;
};

const countries = countryCodes
  .map((code) => ({ value: code, label: `${countryName(code)} (${code})` }))
  .sort((a, b) => a.label.localeCompare(b.label, "en"));
const types = Object.entries(tierTypePresentation).map(([value, { word, explanation }]) => ({
  value,
  label: word,
  description: explanation,
}));
const segments = Object.entries(segmentNames).map(([value, label]) => ({ value, label }));

export function CustomerForm<T>({ action, account, parents, isReseller, cancelHref }: CustomerFormProps<T>) {
  const [type, setType] = useState<string>(account?.type ?? "customer");
  return (
    <Form action={action}>
      {account ? (
        <>
          <input type="hidden" name="id" value={account.id} />
          <input type="hidden" name="revision" value={account.revision} />
        </>
      ) : null}
      {!account && !isReseller ? (
        <RadioGroup name="type" label="Type" items={types} inline value={type} onValueChange={setType} />
      ) : null}
      {!account && isReseller ? <input type="hidden" name="type" value="customer" /> : null}
      <Field name="name" label="Company name">
        <Input defaultValue={account?.name} maxLength={255} autoFocus={!account} />
      </Field>
      <Field name="segment" label="Market segment" help="Decides which flexible discounts apply.">
        <Select items={segments} defaultValue={account?.segment ?? "COM"} />
      </Field>
      {isReseller ? null : (
        <Field
          name="parent"
          label={type === "customer" ? "Reseller" : "Supplied by"}
          optional
          help={
            type === "customer" ? "Empty means that it buys from you directly." : "A reseller above this one."
          }
        >
          <Combobox
            items={parentChoices(parents, type, account?.id)}
            defaultValue={account?.parentId ?? null}
            placeholder="Nobody"
          />
        </Field>
      )}
      <Address account={account} />
      <Person account={account} />
      <References account={account} />
      <FormActions>
        <ButtonLink href={cancelHref}>Cancel</ButtonLink>
        <SubmitButton>{account ? "Save" : `Create ${type}`}</SubmitButton>
      </FormActions>
    </Form>
  );
}

function parentChoices(
  parents: CustomerFormProps<unknown>["parents"],
  type: string,
  own: string | undefined,
) {
  return parents
    .filter((parent) => parent.id !== own)
    .map(({ id, name, parentId }) =>
      type === "reseller" && parentId
        ? { value: id, label: name, disabledReason: "It buys from another reseller itself." }
        : { value: id, label: name, description: id },
    );
}

function Address({ account }: { account: Account | undefined }) {
  const info = account?.contactInfo;
  return (
    <fieldset className="flex flex-col gap-3 border-t pt-4">
      <legend className="sr-only">Address</legend>
      <Field name="contact_info.address_line1" label="Street and number">
        <Input defaultValue={info?.address_line1} maxLength={255} />
      </Field>
      <Field name="contact_info.address_line2" label="Second line" optional>
        <Input defaultValue={info?.address_line2} maxLength={255} />
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field name="contact_info.postal_code" label="Postal code">
          <Input defaultValue={info?.postal_code} maxLength={20} />
        </Field>
        <Field name="contact_info.city" label="City">
          <Input defaultValue={info?.city} maxLength={100} />
        </Field>
        <Field name="contact_info.state" label="State or region" optional>
          <Input defaultValue={info?.state} maxLength={100} />
        </Field>
        <Field name="contact_info.country" label="Country">
          <Combobox items={countries} defaultValue={info?.country ?? null} />
        </Field>
      </div>
    </fieldset>
  );
}

function Person({ account }: { account: Account | undefined }) {
  const person = account?.contactInfo.contact;
  return (
    <fieldset className="flex flex-col gap-3 border-t pt-4">
      <legend className="sr-only">Contact person</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field name="contact_info.contact.first_name" label="First name">
          <Input defaultValue={person?.first_name} maxLength={100} />
        </Field>
        <Field name="contact_info.contact.last_name" label="Last name">
          <Input defaultValue={person?.last_name} maxLength={100} />
        </Field>
      </div>
      <Field name="contact_info.contact.email" label="E-mail address">
        <Input defaultValue={person?.email} type="email" maxLength={320} />
      </Field>
    </fieldset>
  );
}

function References({ account }: { account: Account | undefined }) {
  return (
    <fieldset className="grid gap-3 border-t pt-4 sm:grid-cols-2">
      <legend className="sr-only">Your references</legend>
      <Field name="external_id" label="Your id for it" optional>
        <Input defaultValue={account?.externalId ?? ""} maxLength={128} />
      </Field>
      <Field name="tax_id" label="Tax id" optional>
        <Input defaultValue={account?.taxId ?? ""} maxLength={64} />
      </Field>
    </fieldset>
  );
}
