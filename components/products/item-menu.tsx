"use client";

import { useState } from "react";
import { ConfirmAction, runAction } from "@/components/ui/confirm-action";
import { MenuItem, MenuSeparator, RowMenu } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import type { FormAction } from "@/lib/client/form-state";
import { itemTransitions, onlyDraftDeleted } from "@/lib/domain/item";
import type { ItemStatus } from "@/lib/domain/states";
import { refusal } from "@/lib/domain/transitions";

type ItemMenuProps<T> = {
  productId: string;
  item: { id: string; name: string; status: ItemStatus; revision: number };
  editHref: string;
  /** The items above and below it, when the table stands in its own order. */
  above?: string | undefined;
  below?: string | undefined;
  /** Why this person may change nothing, or undefined. */
  refused: string | undefined;
  move: FormAction<T>;
  endSale: FormAction<T>;
  resumeSale: FormAction<T>;
  remove: FormAction<void>;
};

type Question = "endsale" | "resumesale" | "delete";

export function ItemMenu<T>({ productId, item, refused, ...props }: ItemMenuProps<T>) {
  const [question, setQuestion] = useState<Question>();
  const fields = { productId, itemId: item.id, revision: String(item.revision) };
  const why = (event: Question) => refused ?? refusal(itemTransitions, item.status, event, "The item");

  async function move(side: "before" | "after", id: string) {
    const message = await runAction(props.move, { ...fields, [`gravity.${side}.id`]: id });
    if (message) toast({ title: message, tone: "danger" });
  }

  const { above, below } = props;
  return (
    <>
      <RowMenu label={`Actions for ${item.name}`}>
        <MenuItem href={props.editHref}>{refused ? "Open" : "Edit"}</MenuItem>
        {above && !refused ? <MenuItem onSelect={() => void move("before", above)}>Move up</MenuItem> : null}
        {below && !refused ? <MenuItem onSelect={() => void move("after", below)}>Move down</MenuItem> : null}
        <MenuSeparator />
        <MenuItem disabledReason={why("endsale")} onSelect={() => setQuestion("endsale")}>
          End sale…
        </MenuItem>
        <MenuItem disabledReason={why("resumesale")} onSelect={() => setQuestion("resumesale")}>
          Resume sale…
        </MenuItem>
        <MenuSeparator />
        <MenuItem
          danger
          disabledReason={refused ?? (item.status === "draft" ? undefined : onlyDraftDeleted)}
          onSelect={() => setQuestion("delete")}
        >
          Delete item…
        </MenuItem>
      </RowMenu>
      <ItemQuestions
        {...props}
        name={item.name}
        fields={fields}
        question={question}
        close={() => setQuestion(undefined)}
      />
    </>
  );
}

type ItemQuestionsProps<T> = Pick<ItemMenuProps<T>, "endSale" | "resumeSale" | "remove"> & {
  name: string;
  fields: Record<string, string>;
  question: Question | undefined;
  close: () => void;
};

function ItemQuestions<T>({ name, fields, question, close, ...props }: ItemQuestionsProps<T>) {
  const dialog = (of: Question) => ({
    open: question === of,
    onOpenChange: (open: boolean) => (open ? undefined : close()),
    fields,
  });
  return (
    <>
      <ConfirmAction
        {...dialog("endsale")}
        title={`End the sale of ${name}?`}
        consequence="The item is no longer sold to new customers. Its prices stay in the price lists. The sale can be resumed."
        confirmLabel="End sale"
        action={props.endSale}
      />
      <ConfirmAction
        {...dialog("resumesale")}
        title={`Resume the sale of ${name}?`}
        consequence="The item can be sold to new customers again."
        confirmLabel="Resume sale"
        action={props.resumeSale}
      />
      <ConfirmAction
        {...dialog("delete")}
        title={`Delete ${name}?`}
        consequence="The item and its prices in draft versions are gone. This cannot be undone."
        confirmLabel="Delete item"
        danger
        action={props.remove}
      />
    </>
  );
}
