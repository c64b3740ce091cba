import type { ReactNode } from "react";
import type { DocumentedOperation, OpenApi, Parameter } from "@/app/_edge/openapi/document";
import { exampleOf } from "@/app/_edge/openapi/example";
import { CopyButton } from "@/components/ui/copy-button";
import { cn } from "@/lib/cn";
import { FieldTable } from "./field-table";

export type Listed = { path: string; method: string; operation: DocumentedOperation };

const tones: Record<string, string> = {
  get: "bg-info-subtle text-info",
  post: "bg-success-subtle text-success",
  put: "bg-warning-subtle text-warning",
  delete: "bg-danger-subtle text-danger",
};

/** One verb of a path: closed a line, open its parameters, bodies and a call to copy. */
export function OperationCard({
  path,
  method,
  operation,
  ...around
}: Listed & { document: OpenApi; origin: string }) {
  const { document, origin } = around;
  const { schemas, parameters: shared } = document.components;
  const parameters = operation.parameters.flatMap((one) => {
    const found = "$ref" in one ? shared[one.$ref.slice(one.$ref.lastIndexOf("/") + 1)] : one;
    return found ? [found] : [];
  });
  const body = operation.requestBody?.content["application/json"]?.schema;
  const upload = operation.requestBody?.content["multipart/form-data"]?.schema;
  const [status, answer] = Object.entries(operation.responses).find(([code]) => code < "300") ?? [];
  const content = answer && "content" in answer ? answer.content?.["application/json"]?.schema : undefined;
  const call = curl({ path, method, operation, origin, document });
  return (
    <details className="group border-b last:border-b-0" name="operation">
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2.5 hover:bg-hover">
        <span
          className={cn(
            "w-14 shrink-0 rounded-md py-0.5 text-center font-medium font-mono text-xs uppercase",
            tones[method],
          )}
        >
          {method}
        </span>
        <code className="min-w-0 break-all font-mono text-sm">{path}</code>
        <span className="text-muted-foreground text-sm">{operation.summary}</span>
      </summary>
      <div
        id={operation.operationId}
        className="flex scroll-mt-28 flex-col gap-5 border-t bg-background px-4 py-4"
      >
        {operation.description ? <p className="max-w-2xl">{operation.description}</p> : null}
        <Part title="Example">
          <Code text={call} what="call" />
        </Part>
        {parameters.length > 0 ? (
          <Part title="Parameters">
            <FieldTable fields={parameters.map(parameterField)} schemas={schemas} />
          </Part>
        ) : null}
        {body || upload ? (
          <Part title={upload ? "Form fields" : "Body"}>
            <FieldTable schema={body ?? upload} schemas={schemas} />
          </Part>
        ) : null}
        <Part title={`Answer ${status ?? ""}`}>
          {content ? (
            <>
              <FieldTable schema={content} schemas={schemas} />
              <Code text={JSON.stringify(exampleOf(content, schemas, "all"), null, 2)} what="answer" />
            </>
          ) : (
            <p className="text-muted-foreground">
              {answer && "description" in answer ? answer.description : null}
            </p>
          )}
        </Part>
        <p className="text-muted-foreground text-sm">
          May be refused with{" "}
          {Object.keys(operation.responses)
            .filter((code) => code >= "400")
            .join(", ")}
          ; see{" "}
          <a href="#errors" className="text-link underline">
            Errors
          </a>
          .
        </p>
      </div>
    </details>
  );
}

function parameterField({ name, required, schema, description, in: place }: Parameter) {
  return { name, required, schema, description: [description, `In the ${place}.`].filter(Boolean).join(" ") };
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <h3 className="font-medium text-sm">{title}</h3>
      {children}
    </section>
  );
}

/** Text in the fixed-width face, with a button that copies it. Scrolls inside; focusable so that keys can scroll it. */
export function Code({ text, what }: { text: string; what: string }) {
  return (
    <div className="relative min-w-0">
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="max-h-96 overflow-auto rounded-lg border bg-sunken p-3 pr-10 font-mono text-xs"
      >
        {text}
      </pre>
      <CopyButton value={text} what={what} className="absolute top-2 right-2 bg-sunken" />
    </div>
  );
}

function curl({ path, method, operation, origin, document }: Listed & { origin: string; document: OpenApi }) {
  const query = operation.parameters.flatMap((one) =>
    "in" in one && one.in === "query" && one.required
      ? [`${one.name}=${String(exampleOf(one.schema, {}, "required"))}`]
      : [],
  );
  const address = `${origin}/public/v1${path}${query.length > 0 ? `?${query.join("&")}` : ""}`;
  const content = operation.requestBody?.content;
  const schema = content?.["application/json"]?.schema;
  const body = schema
    ? exampleOf(schema, document.components.schemas, operation.requestBody?.required ? "required" : "all")
    : undefined;
  return [
    `curl${method === "get" ? "" : ` -X ${method.toUpperCase()}`} '${address}'`,
    "-H 'Authorization: ApiKey SU-000-000-000:…'",
    ...(method === "post" ? ["-H 'Idempotency-Key: a-text-of-your-choice'"] : []),
    ...(content?.["multipart/form-data"] ? ["-F 'uploaded_file=@prices.xlsx'"] : []),
    ...(body === undefined ? [] : ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(body)}'`]),
  ].join(" \\\n  ");
}
