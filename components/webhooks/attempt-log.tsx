import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/page";
import { Timestamp } from "@/components/ui/timestamp";

export type AttemptEntry = {
  number: number;
  at: Date;
  milliseconds: number;
  requestHeaders: Record<string, string>;
  responseStatus: number | null;
  responseHeaders: Record<string, string> | null;
  responseBody: string | null;
  error: string | null;
};

/** What was sent and answered at each attempt, the latest first. */
export function AttemptLog({ attempts }: { attempts: AttemptEntry[] }) {
  return attempts.map((attempt) => (
    <Section
      key={attempt.number}
      id={`attempt-${attempt.number}`}
      title={`Attempt ${attempt.number}`}
      description={
        <>
          <Timestamp at={attempt.at.getTime()} /> · {attempt.milliseconds.toLocaleString("en")}&nbsp;ms
        </>
      }
      actions={
        <Badge tone={attempt.error === null ? "success" : "danger"}>
          {attempt.responseStatus ?? "No answer"}
        </Badge>
      }
    >
      {attempt.error === null ? null : (
        <p className="mb-3 text-danger text-sm">Not delivered: {attempt.error}.</p>
      )}
      <div className="grid min-w-0 gap-4 lg:grid-cols-2">
        <Headers title="Request headers" headers={attempt.requestHeaders} />
        {attempt.responseStatus === null ? null : (
          <div className="flex min-w-0 flex-col gap-3">
            <Headers title="Response headers" headers={attempt.responseHeaders ?? {}} />
            <Text title="Response body" text={attempt.responseBody ?? ""} />
          </div>
        )}
      </div>
    </Section>
  ));
}

function Headers({ title, headers }: { title: string; headers: Record<string, string> }) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return <Text title={title} text={lines.join("\n")} />;
}

/** Text as it went over the wire. */
export function Text({ title, text }: { title: string; text: string }) {
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 font-medium text-sm">{title}</figcaption>
      {text === "" ? (
        <p className="text-muted-foreground text-sm">Empty</p>
      ) : (
        <pre
          // A box that scrolls must be reachable by keyboard.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
          tabIndex={0}
          className="max-h-80 overflow-auto whitespace-pre-wrap break-all rounded-md border bg-sunken p-3 font-mono text-xs"
        >
          {text}
        </pre>
      )}
    </figure>
  );
}
