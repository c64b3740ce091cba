"use client";

import "./globals.css";

/** Stands in for the whole page when even the root layout failed; so it uses nothing of it. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="en">
      <body>
        <main role="alert" className="flex flex-col items-center gap-2 px-6 py-24 text-center">
          <h1 className="font-semibold text-xl">Channelbook could not show this page</h1>
          <p className="text-muted-foreground">
            Try again. If it fails again, tell your administrator the id below.
          </p>
          {error.digest ? <code className="font-mono text-sm">{error.digest}</code> : null}
          <button
            type="button"
            onClick={reset}
            className="mt-3 h-8 rounded-md bg-primary px-3 font-medium text-primary-foreground text-sm"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
