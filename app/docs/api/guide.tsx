import type { ReactNode } from "react";
import { refusals } from "@/app/_edge/openapi/conventions";
import { Code } from "./operation";

export const guideParts = [
  { id: "start", title: "Getting started" },
  { id: "collections", title: "Collections and paging" },
  { id: "rql", title: "Filters (RQL)" },
  { id: "changes", title: "Changing without losing updates" },
  { id: "idempotency", title: "Repeating a request safely" },
  { id: "errors", title: "Errors" },
] as const;

const filters: [form: string, meaning: string][] = [
  ["status=active, eq(status,active)", "equal"],
  ["ne, gt, ge, lt, le (also gte, lte)", "not equal, greater, at least, less, at most"],
  ["range(created,2026-01-01,2026-02-01)", "between two values, both included"],
  ["in(status,(draft,active)), out(…)", "one of, none of"],
  ["like(name,*Pro*), ilike(…)", "a pattern; * is any run of characters, \\* a star; ilike ignores case"],
  ["and(a,b), a&b, (a|b), or(a,b), not(a)", "combined"],
  ["eq(parent,null()), ne(name,empty())", "without a value, empty"],
  ['eq(name,"Lumen, Inc.")', "quotes around values with commas, brackets or slashes"],
  ["ordering(-created,name)", "sorted, - is descending; at most five fields"],
  ["select(-events)", "leaves parts of the answer out"],
  ["search=lumen", "free text over the main fields"],
];

/** What holds for every path. */
export function Guide({ origin }: { origin: string }) {
  return (
    <>
      <Part id="start">
        <p>
          Make a token on the page <em>API tokens</em> of the portal and send it with each request. The paths
          and answers are those of the CloudBlue Connect API 37, so its clients work with this address and
          token.
        </p>
        <Code
          what="call"
          text={`curl '${origin}/public/v1/products?limit=10' \\\n  -H 'Authorization: ApiKey SU-000-000-000:…'`}
        />
        <p>
          Bodies are JSON with <C>Content-Type: application/json</C>; keys that are not known are refused by
          name. A whole object that you have read may be sent back: its read-only keys are ignored. Actions
          take no body. Instants are ISO 8601 with a zone. Amounts have at most 15 significant digits.
        </p>
      </Part>
      <Part id="collections">
        <p>
          A collection is a bare array. <C>limit</C> (100 unless given, at most 1000) and <C>offset</C> choose
          the part, and the header <C>Content-Range: items 0-99/1234</C> says which part it is and how many
          rows there are. <C>limit=0</C> asks only for the total.
        </p>
      </Part>
      <Part id="rql">
        <p>Filters are written in the query string, joined by &amp;. Nested fields are named with dots.</p>
        <Rows head={["Form", "Meaning"]} rows={filters} />
        <p>
          A filter that is not understood is a 400 that shows the place and lists what the collection
          supports.
        </p>
      </Part>
      <Part id="changes">
        <p>
          Every resource is answered with an <C>ETag</C>. Send it back as <C>If-Match</C> with PUT, DELETE and
          actions: when somebody has changed the resource since, nothing is done and the answer is 412.
        </p>
      </Part>
      <Part id="idempotency">
        <p>
          Give a POST an <C>Idempotency-Key</C> of your choice and repeat it as often as you need: it is
          carried out once, and every repetition within 24 hours gets the first answer, with the header{" "}
          <C>Idempotency-Replayed: true</C>. Another request with the same key is a 409.
        </p>
      </Part>
      <Part id="errors">
        <p>Every refusal has a code and sentences that name the field and say what is allowed.</p>
        <Code
          what="error"
          text={JSON.stringify(
            { error_code: "VAL_001", errors: ["name: must not be empty"], details: [{ path: "name" }] },
            null,
            2,
          )}
        />
        <Rows
          head={["Status", "Codes", "Meaning"]}
          rows={refusals.map(([status, codes, meaning]) => [String(status), codes, meaning])}
        />
      </Part>
    </>
  );
}

function Part({ id, children }: { id: (typeof guideParts)[number]["id"]; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="flex scroll-mt-20 flex-col gap-3">
      <h2 id={`${id}-title`} className="font-semibold text-lg">
        {guideParts.find((part) => part.id === id)?.title}
      </h2>
      {children}
    </section>
  );
}

function C({ children }: { children: ReactNode }) {
  return <code className="rounded bg-sunken px-1 py-0.5 font-mono text-xs">{children}</code>;
}

function Rows({ head, rows }: { head: string[]; rows: readonly (readonly string[])[] }) {
  return (
    <div
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="overflow-x-auto rounded-lg border bg-surface"
    >
      <table className="w-full text-left text-sm">
        <thead className="text-muted-foreground">
          <tr className="border-b">
            {head.map((title) => (
              <th key={title} className="px-3 py-1.5 font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first = "", ...rest]) => (
            <tr key={first} className="border-b align-top last:border-b-0">
              <td className="px-3 py-1.5 font-mono text-xs leading-5">{first}</td>
              {rest.map((cell) => (
                <td key={cell} className="px-3 py-1.5">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
