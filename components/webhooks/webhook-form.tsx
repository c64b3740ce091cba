"use client";

import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { CheckboxField } from "@/components/ui/checkbox";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import type { FormAction } from "@/lib/client/form-state";
import { type WebhookEvent, webhookEvents, webhookEventWords } from "@/lib/domain/webhook";

type Known = { id: string; revision: number; url: string; description: string; topics: WebhookEvent[] };

/** Address, description and events of a new webhook or of a known one. */
function WebhookFields({ webhook }: { webhook?: Known }) {
  return (
    <>
      {webhook ? (
        <>
          <input type="hidden" name="id" value={webhook.id} />
          <input type="hidden" name="revision" value={webhook.revision} />
        </>
      ) : null}
      <Field name="url" label="Address" help="It is called by POST. It must be reachable over https.">
        <Input
          type="url"
          inputMode="url"
          defaultValue={webhook?.url}
          placeholder="https://erp.example.com/channelbook"
          maxLength={2000}
          spellCheck={false}
          className="font-mono"
        />
      </Field>
      <Field
        name="description"
        label="Description"
        optional
        help="What listens there, e.g. “ERP price import”."
      >
        <Input defaultValue={webhook?.description} maxLength={200} />
      </Field>
      <fieldset>
        <legend className="mb-1.5 font-medium text-sm">Events</legend>
        {webhookEvents.map((event) => (
          <CheckboxField
            key={event}
            name="topics[]"
            value={event}
            label={
              <span>
                {webhookEventWords[event]}
                <code className="block font-mono text-muted-foreground text-xs">{event}</code>
              </span>
            }
            defaultChecked={webhook ? webhook.topics.includes(event) : true}
          />
        ))}
      </fieldset>
    </>
  );
}

export function EditWebhookForm<T>({ webhook, action }: { webhook: Known; action: FormAction<T> }) {
  return (
    <Form key={webhook.revision} action={action}>
      <WebhookFields webhook={webhook} />
      <FormActions>
        <SubmitButton>Save webhook</SubmitButton>
      </FormActions>
    </Form>
  );
}

type Made = { id: string; secret: string };

/** Makes a webhook and shows its signing secret this one time. */
export function NewWebhookForm({ action }: { action: FormAction<Made> }) {
  const [made, setMade] = useState<Made | null>(null);
  if (made) return <MadeWebhook made={made} />;
  return (
    <Form action={action} onSuccess={(state) => setMade({ id: state.data.id, secret: state.data.secret })}>
      <WebhookFields />
      <FormActions>
        <ButtonLink href="/settings/webhooks">Cancel</ButtonLink>
        <SubmitButton>Create webhook</SubmitButton>
      </FormActions>
    </Form>
  );
}

function MadeWebhook({ made }: { made: Made }) {
  return (
    <Banner
      tone="success"
      role="status"
      title="Copy the signing secret now: it is shown only this once"
      actions={
        <ButtonLink href={`/settings/webhooks/${made.id}`} variant="primary">
          Go to webhook
        </ButtonLink>
      }
    >
      <p className="mt-1 flex items-center gap-1">
        <code className="break-all font-mono text-sm">{made.secret}</code>
        <CopyButton value={made.secret} what="signing secret" />
      </p>
      <p className="text-muted-foreground text-sm">
        With it your receiver checks that a message comes from here.
      </p>
    </Banner>
  );
}
