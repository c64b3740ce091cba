import type { Metadata } from "next";
import { headers } from "next/headers";
import { servedDocument } from "@/app/_edge/openapi/served";
import { Brand } from "@/components/shell/brand";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchField } from "@/components/ui/search-field";
import { Guide, guideParts } from "./guide";
import { type Listed, OperationCard } from "./operation";

export const metadata: Metadata = { title: "API documentation" };

type Search = { searchParams: Promise<{ q?: string | string[] }> };

/** The platform API for people, made of the same document that machines read. Needs no sign-in. */
export default async function ApiDocsPage({ searchParams }: Search) {
  const { q } = await searchParams;
  const search = (Array.isArray(q) ? q[0] : q)?.trim() ?? "";
  const document = await servedDocument();
  const sent = await headers();
  const origin = `${sent.get("x-forwarded-proto") ?? "http"}://${sent.get("host") ?? "localhost"}`;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Listed => ({ path, method, operation })),
  );
  const found = operations.filter((one) => matches(one, search));
  const tags = document.tags
    .map((tag) => ({ ...tag, found: found.filter(({ operation }) => operation.tags.includes(tag.name)) }))
    .filter((tag) => tag.found.length > 0);
  return (
    <div className="min-h-dvh">
      <header className="z-10 flex flex-wrap items-center gap-x-4 gap-y-2 border-b bg-background px-4 py-2 md:sticky md:top-0 md:px-6">
        <Brand />
        <span className="mr-auto text-muted-foreground text-sm">API documentation</span>
        <SearchField label="Search paths and fields" defaultValue={search} />
        <ButtonLink href="/public/v1/openapi.json" variant="secondary" prefetch={false}>
          OpenAPI document
        </ButtonLink>
        <ThemeSwitch />
      </header>
      <div className="mx-auto flex w-full max-w-360 gap-8 px-4 py-6 md:px-6">
        <nav
          aria-label="Contents"
          className="sticky top-20 hidden h-[calc(100dvh-6rem)] w-52 shrink-0 overflow-y-auto text-sm lg:block"
        >
          {search === "" ? <Links title="Guide" links={guideParts} /> : null}
          <Links title="Resources" links={tags.map(({ name }) => ({ id: anchorOf(name), title: name }))} />
        </nav>
        <main className="flex min-w-0 flex-1 flex-col gap-10">
          <div>
            <h1 className="font-semibold text-xl tracking-[-0.012em]">Platform API</h1>
            <p className="mt-1 max-w-2xl text-muted-foreground">
              {search === ""
                ? document.info.description
                : `${found.length} of ${operations.length} operations mention “${search}”.`}
            </p>
          </div>
          {search === "" ? <Guide origin={origin} /> : null}
          {tags.map((tag) => (
            <section key={tag.name} id={anchorOf(tag.name)} className="flex scroll-mt-20 flex-col gap-2">
              <h2 className="font-semibold text-lg">{tag.name}</h2>
              <p className="text-muted-foreground">{tag.description}</p>
              <div className="mt-1 overflow-hidden rounded-xl border bg-surface shadow-card">
                {tag.found.map((one) => (
                  <OperationCard
                    key={one.operation.operationId}
                    {...one}
                    document={document}
                    origin={origin}
                  />
                ))}
              </div>
            </section>
          ))}
          {found.length === 0 ? (
            <EmptyState
              kind="no-match"
              title="Nothing matches"
              action={<ButtonLink href="/docs/api">Show everything</ButtonLink>}
            >
              Search for a path, such as pricing, or for what it does, such as schedule.
            </EmptyState>
          ) : null}
        </main>
      </div>
    </div>
  );
}

/** Every word stands in the path, the summary or the description. */
function matches({ path, method, operation }: Listed, search: string): boolean {
  const { summary, description = "", tags } = operation;
  const text = `${method} ${path} ${summary} ${description} ${tags.join(" ")}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function anchorOf(tag: string): string {
  return `tag-${tag.toLowerCase().replaceAll(/[^a-z]+/g, "-")}`;
}

function Links({ title, links }: { title: string; links: readonly { id: string; title: string }[] }) {
  return (
    <div className="mb-5">
      <p className="mb-1 px-2 font-medium text-muted-foreground text-xs">{title}</p>
      <ul>
        {links.map(({ id, title: text }) => (
          <li key={id}>
            <a href={`#${id}`} className="block rounded-md px-2 py-1 hover:bg-hover">
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
