"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmAction } from "@/components/ui/confirm-action";
import type { FormAction } from "@/lib/client/form-state";
import type { DiscountStatus } from "@/lib/domain/discount";

type DiscountActionsProps<A, B> = {
  discount: { id: string; code: string; revision: number };
  status: DiscountStatus;
  /** Why this person may change nothing, or undefined. */
  refused: string | undefined;
  end: FormAction<A>;
  remove: FormAction<B>;
};

const endRefusal: Partial<Record<DiscountStatus, string>> = {
  scheduled: "It has not started. Delete it instead.",
  ended: "It has ended already.",
};

/** What can be done with a discount; what cannot says why. */
export function DiscountActions<A, B>(props: DiscountActionsProps<A, B>) {
  const { discount, status, refused, end, remove } = props;
  const [question, setQuestion] = useState<"end" | "remove">();
  const fields = { id: discount.id, revision: String(discount.revision) };
  const dialog = (of: "end" | "remove") => ({
    open: question === of,
    onOpenChange: (open: boolean) => setQuestion(open ? of : undefined),
  });
  return (
    <>
      {status === "scheduled" ? (
        <Button disabledReason={refused} onClick={() => setQuestion("remove")}>
          Delete…
        </Button>
      ) : null}
      <Button disabledReason={refused ?? endRefusal[status]} onClick={() => setQuestion("end")}>
        End now…
      </Button>
      {refused ? (
        <Button variant="primary" disabledReason={refused}>
          Edit
        </Button>
      ) : (
        <ButtonLink
          href={`/flexible-discounts/${discount.id}?edit=1`}
          variant="primary"
          scroll={false}
          data-shortcut="e"
        >
          Edit
        </ButtonLink>
      )}
      <ConfirmAction
        {...dialog("end")}
        title={`End ${discount.code} now?`}
        consequence="New orders can no longer use it from this instant on. What was ordered with it keeps its price."
        confirmLabel="End flexible discount"
        danger
        action={end}
        fields={fields}
      />
      <ConfirmAction
        {...dialog("remove")}
        title={`Delete ${discount.code}?`}
        consequence="It has never been live, so no order used it. This cannot be undone."
        confirmLabel="Delete flexible discount"
        danger
        action={remove}
        fields={fields}
      />
    </>
  );
}
