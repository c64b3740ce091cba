import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "./button-link";
import { buttonStyle } from "./button-style";

type PaginationProps = {
  offset: number;
  limit: number;
  total: number;
  /** The address of the page that starts at `offset`, keeping filter, sort and tab. */
  href: (offset: number) => string;
  /** What is counted, in a plural that ends in “s”: “price lists”. */
  what: string;
};

/** “1–50 of 214 price lists” with links to the pages before and after; “6 price lists” when one page holds all. */
export function Pagination({ offset, limit, total, href, what }: PaginationProps) {
  const last = Math.min(offset + limit, total);
  const whole = offset === 0 && last === total;
  const number = new Intl.NumberFormat("en");
  return (
    <nav data-slot="pagination" aria-label="Pages" className="flex items-center justify-between gap-3">
      <p className="text-muted-foreground text-sm tabular-nums">
        {whole ? null : `${number.format(offset + 1)}–${number.format(last)} of `}
        {number.format(total)} {total === 1 ? what.replace(/s$/, "") : what}
      </p>
      {whole ? null : (
        <div className="flex gap-1.5">
          <PageLink href={offset > 0 ? href(Math.max(0, offset - limit)) : undefined} label="Previous page">
            <ChevronLeft aria-hidden />
          </PageLink>
          <PageLink href={last < total ? href(offset + limit) : undefined} label="Next page">
            <ChevronRight aria-hidden />
          </PageLink>
        </div>
      )}
    </nav>
  );
}

function PageLink({
  href,
  label,
  children,
}: {
  href: string | undefined;
  label: string;
  children: ReactNode;
}) {
  if (href === undefined) {
    return (
      <span
        aria-hidden
        data-slot="page-link"
        className={buttonStyle("secondary", "icon-sm", "cursor-default opacity-45")}
      >
        {children}
      </span>
    );
  }
  return (
    <ButtonLink href={href} size="icon-sm" aria-label={label}>
      {children}
    </ButtonLink>
  );
}
