"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmAction, runAction } from "@/components/ui/confirm-action";
import { toast } from "@/components/ui/toast";
import { type FormAction, idle } from "@/lib/client/form-state";
import type { DeliveryStatus, WebhookStatus } from "@/lib/domain/states";

type Props<S, D> = {
  webhook: { id: string; revision: number; status: WebhookStatus };
  /** How many deliveries wait: they are forgotten when the webhook is disabled. */
  pending: number;
  test: FormAction<{ status: DeliveryStatus }>;
  switchTo: FormAction<S>;
  remove: FormAction<D>;
};

/** What can be done with a webhook. */
export function WebhookActions<S, D>({ webhook, pending, test, switchTo, remove }: Props<S, D>) {
  const { id, status } = webhook;
  const fields = { id, revision: String(webhook.revision) };
  const waiting =
    pending === 0 ? "" : ` ${pending} ${pending === 1 ? "delivery" : "deliveries"} that wait are forgotten.`;
  return (
    <>
      <ConfirmAction
        trigger={<Button>Delete…</Button>}
        title="Delete this webhook?"
        consequence="It is not called any more, and its log is deleted. This cannot be undone."
        confirmLabel="Delete webhook"
        danger
        action={remove}
        fields={{ ...fields }}
      />
      {status === "enabled" ? (
        <ConfirmAction
          trigger={<Button>Disable…</Button>}
          title="Disable this webhook?"
          consequence={`It is not called, and what happens meanwhile is not kept for it.${waiting}`}
          confirmLabel="Disable webhook"
          action={switchTo}
          fields={{ ...fields, enabled: "false" }}
        />
      ) : (
        <EnableButton action={switchTo} fields={fields} />
      )}
      <SendButton action={test} fields={{ id }}>
        Send a test
      </SendButton>
    </>
  );
}

type SendProps = {
  action: FormAction<{ status: DeliveryStatus }>;
  fields: Record<string, string>;
  disabledReason?: string | undefined;
  children: string;
};

/** Sends a message at once and says what came of it. */
export function SendButton({ action, fields, disabledReason, children }: SendProps) {
  const [pending, setPending] = useState(false);

  async function send() {
    setPending(true);
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const state = await action(idle, form);
    setPending(false);
    if (state.status === "idle") return;
    const delivered = state.status === "ok" && state.data.status === "delivered";
    toast({ title: state.message ?? "", ...(delivered ? {} : { tone: "danger" }) });
  }

  return (
    <Button variant="primary" pending={pending} disabledReason={disabledReason} onClick={() => void send()}>
      {children}
    </Button>
  );
}

/** Takes effect at once: it can be undone as easily. */
function EnableButton<T>({ action, fields }: { action: FormAction<T>; fields: Record<string, string> }) {
  const [pending, setPending] = useState(false);

  async function enable() {
    setPending(true);
    const refused = await runAction(action, { ...fields, enabled: "true" });
    setPending(false);
    if (refused) toast({ title: refused, tone: "danger" });
  }

  return (
    <Button pending={pending} onClick={() => void enable()}>
      Enable
    </Button>
  );
}
