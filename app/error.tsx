"use client";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <div role="alert">
      <EmptyState
        kind="failed"
        title="Something went wrong"
        requestId={error.digest}
        className="py-24"
        action={
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
        }
      >
        Try again. If it fails again, tell your administrator the id below.
      </EmptyState>
    </div>
  );
}
