"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmAction, runAction } from "@/components/ui/confirm-action";
import { toast } from "@/components/ui/toast";
import type { FormAction } from "@/lib/client/form-state";
import type { WebhookStatus } from "@/lib/domain/states";

type Props<T, S, D> = {
  webhook: { id: string; revision: number; status: WebhookStatus };
  /** How many deliveries wait: they are forgotten when the webhook is disabled. */
  pending: number;
  test: FormAction<T>;
  switchTo: FormAction<S>;
  remove: FormAction<D>;
};

/** What can be done with a webhook. */
export function WebhookActions<T, S, D>({ webhook, pending, test, switchTo, remove }: Props<T, S, D>) {
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
        <ActButton action={switchTo} fields={{ ...fields, enabled: "true" }}>
          Enable
        </ActButton>
      )}
      <ActButton action={test} fields={{ id }} primary>
        Send a test
      </ActButton>
    </>
  );
}

type ActProps<T> = {
  action: FormAction<T>;
  fields: Record<string, string>;
  primary?: boolean;
  disabledReason?: string | undefined;
  children: string;
};

/** A button that runs an action at once and says what came of it. */
export function ActButton<T>({ action, fields, primary, disabledReason, children }: ActProps<T>) {
  const [pending, setPending] = useState(false);

  async function run() {
    setPending(true);
    const refused = await runAction(action, fields);
    setPending(false);
    if (refused) toast({ title: refused, tone: "danger" });
  }

  return (
    <Button
      variant={primary ? "primary" : "secondary"}
      pending={pending}
      disabledReason={disabledReason}
      onClick={() => void run()}
    >
      {children}
    </Button>
  );
}
