import type { ReactNode } from "react";
import { requireActor } from "@/app/_edge/actor";
import { signOutAction } from "@/app/(auth)/sign-in/actions";
import { Shell } from "@/components/shell/shell";

export const dynamic = "force-dynamic";

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { name, role, account } = await requireActor();
  return (
    <Shell actor={{ name, role, account }} signOutAction={signOutAction}>
      {children}
    </Shell>
  );
}
