"use client";

import { Button } from "@/components/ui/button";
import { ConfirmAction } from "@/components/ui/confirm-action";
import type { FormAction } from "@/lib/client/form-state";

type Props = { id: string; name: string; revokeAction: FormAction<void> };

export function RevokeToken({ id, name, revokeAction }: Props) {
  return (
    <ConfirmAction
      trigger={
        <Button size="sm" aria-label={`Revoke ${name}…`}>
          Revoke…
        </Button>
      }
      title={`Revoke “${name}”?`}
      consequence="Whatever uses this token is refused from now on. This cannot be undone."
      confirmLabel="Revoke token"
      danger
      action={revokeAction}
      fields={{ id }}
    />
  );
}
