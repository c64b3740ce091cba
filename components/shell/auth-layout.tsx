import type { ReactNode } from "react";
import { Brand } from "./brand";
import { ThemeSwitch } from "./theme-switch";

type AuthLayoutProps = { title: string; description?: ReactNode; children: ReactNode; footer?: ReactNode };

/** The signed-out frame: one card in the middle. */
export function AuthLayout({ title, description, children, footer }: AuthLayoutProps) {
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 py-[10vh]">
      <Brand className="mb-6 text-lg" />
      <div className="w-full max-w-96 rounded-xl border bg-surface p-6 shadow-card">
        <h1 className="font-semibold text-xl tracking-[-0.012em]">{title}</h1>
        {description ? <p className="mt-1 text-muted-foreground">{description}</p> : null}
        <div className="mt-5">{children}</div>
      </div>
      {footer ? <div className="mt-4 w-full max-w-96 text-muted-foreground text-sm">{footer}</div> : null}
      <ThemeSwitch className="mt-6" />
    </main>
  );
}
