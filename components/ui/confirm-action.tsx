"use client";

import { type ReactElement, type ReactNode, startTransition, useState } from "react";
import { type FormAction, type FormState, idle } from "@/lib/client/form-state";
import { Banner } from "./banner";
import { ConfirmDialog } from "./confirm-dialog";
import { toast } from "./toast";

type ConfirmActionProps<T> = {
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  consequence: ReactNode;
  confirmLabel: string;
  danger?: boolean;
  typed?: string;
  /** A server action and the fields that it is sent. */
  action: FormAction<T>;
  fields: Record<string, string>;
};

/** Asks, runs a server action, says what came of it; a refusal is shown in the dialog, which stays open. */
export function ConfirmAction<T>({ action, fields, ...dialog }: ConfirmActionProps<T>) {
  const [refusal, setRefusal] = useState<string>();
  return (
    <ConfirmDialog
      {...dialog}
      onOpenChange={(open) => {
        setRefusal(undefined);
        dialog.onOpenChange?.(open);
      }}
      onConfirm={async () => {
        const message = await runAction(action, fields);
        setRefusal(message);
        return message === undefined;
      }}
    >
      {refusal ? <Banner tone="danger" role="alert" title={refusal} /> : null}
    </ConfirmDialog>
  );
}

/** Runs a server action outside a form. @returns why it was refused, or undefined when it was done */
export async function runAction<T>(
  action: FormAction<T>,
  fields: Record<string, string>,
): Promise<string | undefined> {
  const state = await callAction(action, fields);
  return state?.status === "error" ? state.message : undefined;
}

/** The same for whoever needs what the action answers; undefined when it led to another page. */
export function callAction<T>(
  action: FormAction<T>,
  fields: Record<string, string>,
): Promise<FormState<T> | undefined> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return new Promise((resolve) => {
    // In a transition, so that a redirect of the action reaches the router.
    startTransition(async () => {
      const state = await action(idle, form);
      if (state?.status === "ok" && state.message) toast({ title: state.message });
      resolve(state);
    });
  });
}
