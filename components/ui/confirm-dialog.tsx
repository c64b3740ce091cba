"use client";

import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import { type ReactElement, type ReactNode, useId, useState } from "react";
import { Button } from "./button";
import { backdropStyle, DialogFooter } from "./dialog";
import { controlStyle } from "./input";

type ConfirmDialogProps = {
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** The question: “Activate version 4?” */
  title: ReactNode;
  /** What will happen: “Activating v4 replaces v3 now. 14 listings are affected.” */
  consequence: ReactNode;
  children?: ReactNode;
  /** Verb and noun: “Activate version”. */
  confirmLabel: string;
  cancelLabel?: string;
  danger?: boolean;
  /** The exact text a person must type first, for what cannot be undone. */
  typed?: string;
  /** Runs on confirmation; the dialog stays open with progress until it settles, and stays when it returns false. */
  onConfirm: () => undefined | boolean | Promise<undefined | boolean>;
};

/** Asks before something that has consequences. Use undo instead where the thing can be undone. */
export function ConfirmDialog({ trigger, open: given, onOpenChange, ...props }: ConfirmDialogProps) {
  const [own, setOwn] = useState(false);
  const open = given ?? own;

  function change(next: boolean) {
    setOwn(next);
    onOpenChange?.(next);
  }

  return (
    <Base.Root open={open} onOpenChange={change}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdropStyle} />
        <Base.Viewport className="fixed inset-0 z-40 flex items-start justify-center overflow-y-auto p-3 pt-[12vh]">
          <Base.Popup data-slot="confirm-dialog" className="popup w-full max-w-md rounded-xl">
            <ConfirmBody {...props} close={() => change(false)} />
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

type BodyProps = Omit<ConfirmDialogProps, "trigger" | "open" | "onOpenChange"> & { close: () => void };

function ConfirmBody({ title, consequence, children, typed, close, ...props }: BodyProps) {
  const [pending, setPending] = useState(false);
  const [text, setText] = useState("");
  const id = useId();
  const missing = typed !== undefined && text.trim() !== typed;

  async function confirm() {
    setPending(true);
    try {
      if ((await props.onConfirm()) !== false) close();
    } finally {
      setPending(false);
    }
  }

  return (
    <>
      <div className="flex flex-col gap-1.5 p-5">
        <Base.Title className="font-semibold text-lg">{title}</Base.Title>
        <Base.Description className="text-muted-foreground">{consequence}</Base.Description>
        {children ? <div className="mt-2">{children}</div> : null}
        {typed === undefined ? null : (
          <div className="mt-2">
            <label htmlFor={id} className="mb-1.5 block text-sm">
              Type <span className="font-medium font-mono">{typed}</span> to confirm
            </label>
            <input
              id={id}
              value={text}
              onChange={(event) => setText(event.target.value)}
              autoComplete="off"
              spellCheck={false}
              className={controlStyle}
            />
          </div>
        )}
      </div>
      <DialogFooter>
        <Base.Close render={<Button />}>{props.cancelLabel ?? "Cancel"}</Base.Close>
        <Button
          variant={props.danger ? "danger" : "primary"}
          pending={pending}
          disabledReason={missing ? `Type ${typed} first.` : undefined}
          onClick={() => void confirm()}
        >
          {props.confirmLabel}
        </Button>
      </DialogFooter>
    </>
  );
}
