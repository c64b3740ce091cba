"use client";

import { startTransition } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { type FormAction, idle } from "@/lib/client/form-state";

type Props = { id: string; name: string; revokeAction: FormAction<void> };

export function RevokeToken({ id, name, revokeAction }: Props) {
  async function revoke() {
    const form = new FormData();
    form.set("id", id);
    const state = await revokeAction(idle, form);
    startTransition(() => {
      toast(state.status === "error" ? { title: state.message, tone: "danger" } : { title: "Token revoked" });
    });
    return state.status !== "error";
  }

  return (
    <ConfirmDialog
      trigger={<Button size="sm">Revoke…</Button>}
      title={`Revoke “${name}”?`}
      consequence="Whatever uses this token is refused from now on. This cannot be undone."
      confirmLabel="Revoke token"
      danger
      onConfirm={revoke}
    />
  );
}
