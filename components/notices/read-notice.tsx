"use client";

import { Check } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { runAction } from "@/components/ui/confirm-action";
import { toast } from "@/components/ui/toast";
import type { FormAction } from "@/lib/client/form-state";

type Props = { id?: string; readAction: FormAction<void> };

/** Marks one notice, or without an id all, as read by this person. */
export function ReadNotice({ id, readAction }: Props) {
  const [pending, setPending] = useState(false);

  async function read() {
    setPending(true);
    const refused = await runAction(readAction, id ? { id } : {});
    setPending(false);
    if (refused) toast({ title: refused, tone: "danger" });
  }

  return (
    <Button size="sm" variant="ghost" pending={pending} onClick={() => void read()}>
      <Check aria-hidden className="size-3.5" />
      {id ? "Mark as read" : "Mark all as read"}
    </Button>
  );
}
