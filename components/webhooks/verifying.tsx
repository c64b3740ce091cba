import { Section } from "@/components/ui/page";

const example = `import { createHmac, timingSafeEqual } from "node:crypto";

function verify(secret, headers, body) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false;
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const signed = \`\${id}.\${timestamp}.\${body}\`;
  const wanted = createHmac("sha256", key).update(signed).digest();
  return headers["webhook-signature"].split(" ").some((given) => {
    const [version, text] = given.split(",");
    const signature = Buffer.from(text ?? "", "base64");
    return version === "v1" && signature.length === wanted.length
      && timingSafeEqual(signature, wanted);
  });
}`;

/** How a receiver knows that a message is ours, and what it can rely on. */
export function Verifying() {
  return (
    <Section
      id="verifying"
      title="What a receiver does"
      description="Messages follow Standard Webhooks, for which libraries exist in most languages."
    >
      <ul className="flex list-disc flex-col gap-1.5 pl-5 text-sm">
        <li>
          <strong className="font-medium">Check the signature.</strong> <Code>webhook-signature</Code> holds{" "}
          <Code>v1,</Code> and the Base64 of an HMAC-SHA256 over <Code>id.timestamp.body</Code>, with the
          secret behind <Code>whsec_</Code> as its key. Take the body as it came, before parsing it.
        </li>
        <li>
          <strong className="font-medium">Refuse replays.</strong> Refuse a <Code>webhook-timestamp</Code>{" "}
          more than five minutes off, and a <Code>webhook-id</Code> that you have handled: it stays the same
          when a delivery is tried or sent again.
        </li>
        <li>
          <strong className="font-medium">Answer soon.</strong> Any 2xx status within 10 seconds counts.
          Everything else is tried again: after 5 seconds, 30 seconds, 2, 10 and 30 minutes, 1, 2, 4 and 8
          hours, then every 8 hours. Redirects are not followed.
        </li>
        <li>
          <strong className="font-medium">Nothing is lost.</strong> A webhook whose every call failed for
          three days is switched off with a notice on the overview. Its messages are kept and sent once it is
          enabled again. Messages may arrive out of order: go by their <Code>timestamp</Code>.
        </li>
      </ul>
      <details className="mt-3 text-sm">
        <summary className="cursor-pointer rounded-sm font-medium">Example in JavaScript</summary>
        {/* A box that scrolls must be reachable by keyboard. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
        <pre tabIndex={0} className="mt-2 overflow-x-auto rounded-md border bg-sunken p-3 font-mono text-xs">
          {example}
        </pre>
      </details>
    </Section>
  );
}

function Code({ children }: { children: string }) {
  return <code className="rounded-sm bg-sunken px-1 font-mono text-xs">{children}</code>;
}
