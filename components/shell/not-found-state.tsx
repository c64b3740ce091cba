import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";

/** An address without an object behind it, or with one of another account: the two are not told apart. */
export function NotFoundState() {
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        kind="no-match"
        title="There is nothing here"
        className="py-24"
        action={
          <ButtonLink href="/" variant="primary">
            Go to the overview
          </ButtonLink>
        }
      >
        The address is wrong, or the object belongs to another account or was deleted.
      </EmptyState>
    </>
  );
}
