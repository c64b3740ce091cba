"use client";

import { Button } from "@/components/ui/button";
import { ConfirmAction } from "@/components/ui/confirm-action";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import type { FormAction } from "@/lib/client/form-state";

type ConnectorFormProps = {
  marketplaceId: string;
  connector: { baseUrl: string; tokenUrl: string; clientId: string } | undefined;
  save: FormAction<void>;
  remove: FormAction<void>;
};

/** Where discounts come from. The secret goes in and never comes out again. */
export function ConnectorForm({ marketplaceId, connector, save, remove }: ConnectorFormProps) {
  return (
    <Form action={save}>
      <input type="hidden" name="id" value={marketplaceId} />
      <Field name="base_url" label="Base address" help="Of the partner API, starting with https://.">
        <Input defaultValue={connector?.baseUrl} inputMode="url" placeholder="https://partners.example.com" />
      </Field>
      <Field
        name="token_url"
        label="Token address"
        help="Where client credentials are exchanged for a token."
      >
        <Input
          defaultValue={connector?.tokenUrl}
          inputMode="url"
          placeholder="https://ims.example.com/ims/token/v3"
        />
      </Field>
      <Field name="client_id" label="Client id">
        <Input defaultValue={connector?.clientId} />
      </Field>
      <Field
        name="client_secret"
        label="Client secret"
        optional={connector !== undefined}
        help={
          connector
            ? "A secret is stored and cannot be shown. Leave this empty to keep it."
            : "Stored encrypted; it cannot be shown again."
        }
      >
        <Input type="password" autoComplete="new-password" />
      </Field>
      <FormActions>
        {connector ? (
          <ConfirmAction
            trigger={<Button variant="ghost">Use the embedded service…</Button>}
            title="Use the embedded discount service?"
            consequence="The connection and its secret are deleted. Discounts then come from what vendors manage in this portal."
            confirmLabel="Remove connection"
            danger
            action={remove}
            fields={{ id: marketplaceId }}
          />
        ) : null}
        <SubmitButton>{connector ? "Save connection" : "Connect"}</SubmitButton>
      </FormActions>
    </Form>
  );
}
