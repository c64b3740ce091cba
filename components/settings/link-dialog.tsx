"use client";

import type { ReactElement, ReactNode } from "react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog } from "@/components/ui/dialog";
import { Timestamp } from "@/components/ui/timestamp";

export type ShownLink = { path: string; email: string; expiresAt: Date };

type LinkDialogProps = {
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** Where people reach the installation; without it the address of this page counts. */
  publicUrl?: string | undefined;
  /** What the link does, after “opens a page where …”. */
  purpose: string;
  /** The form that makes the link. */
  children: (onMade: (link: ShownLink) => void) => ReactNode;
};

/** Asks what is needed, makes a one-time link and shows it this once; a slip of the hand does not close it then. */
export function LinkDialog({ title, description, publicUrl, purpose, children, ...dialog }: LinkDialogProps) {
  const [own, setOwn] = useState(false);
  const [link, setLink] = useState<ShownLink>();
  const open = dialog.open ?? own;

  function change(next: boolean) {
    setOwn(next);
    if (next) setLink(undefined);
    dialog.onOpenChange?.(next);
  }

  return (
    <Dialog
      trigger={dialog.trigger}
      open={open}
      onOpenChange={change}
      title={link ? "Copy the link now" : title}
      description={link ? "It is shown only this once; nothing is sent by e-mail." : description}
      sticky={link !== undefined}
      size="md"
    >
      {link ? (
        <div className="flex flex-col gap-3">
          <CopyField
            label="One-time link"
            value={`${publicUrl ?? window.location.origin}${link.path}`}
            copyLabel="Copy link"
          />
          <p className="text-muted-foreground">
            Give it to <span className="font-medium text-foreground">{link.email}</span> by a way you trust.
            It opens a page where {purpose}, works once, and expires on{" "}
            <Timestamp at={link.expiresAt.getTime()} />.
          </p>
          <div className="flex justify-end">
            <Button variant="primary" onClick={() => change(false)}>
              Done
            </Button>
          </div>
        </div>
      ) : (
        children(setLink)
      )}
    </Dialog>
  );
}
