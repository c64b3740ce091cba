import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";

/** Instead of the form of a one-time link that does not work (any more): why, and where to go. */
export function DeadLink({ reason }: { reason: string }) {
  return (
    <div className="flex flex-col gap-4">
      <Banner tone="warning" title={reason} />
      <ButtonLink href="/sign-in" className="w-full">
        Go to sign-in
      </ButtonLink>
    </div>
  );
}
