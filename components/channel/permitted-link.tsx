import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import type { ButtonVariant } from "@/components/ui/button-style";

type PermittedLinkProps = {
  href: string;
  /** Why this person may not go there, or undefined. */
  refused: string | undefined;
  variant?: ButtonVariant;
  /** The key that follows it, e.g. "c". */
  shortcut?: string;
  children: ReactNode;
};

/** A link to where something is made or changed; without the right it is a button that says why. */
export function PermittedLink({ href, refused, variant, shortcut, children }: PermittedLinkProps) {
  if (refused) {
    return (
      <Button variant={variant} disabledReason={refused}>
        {children}
      </Button>
    );
  }
  return (
    <ButtonLink href={href} variant={variant} data-shortcut={shortcut}>
      {children}
    </ButtonLink>
  );
}
