"use client";

import { Menu } from "lucide-react";
import { useState } from "react";
import { buttonStyle } from "@/components/ui/button-style";
import { Drawer } from "@/components/ui/drawer";
import type { ShellActor } from "./commands";
import { SidebarNav } from "./sidebar";

/** The sidebar of small screens. */
export function MobileMenu({ actor }: { actor: ShellActor }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-label="Open menu"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className={buttonStyle("ghost", "icon", "-ml-1.5 md:hidden")}
      >
        <Menu aria-hidden />
      </button>
      <Drawer
        open={open}
        onOpenChange={setOpen}
        side="left"
        size="sm"
        title={actor.account.name}
        description={actor.account.id}
      >
        <SidebarNav kind={actor.account.kind} onNavigate={() => setOpen(false)} />
      </Drawer>
    </>
  );
}
