import { Search } from "lucide-react";
import Form from "next/form";
import { cn } from "@/lib/cn";
import { Kbd } from "./kbd";

type SearchFieldProps = {
  /** The list's address; the form leads there with `?name=…`. This page unless given. */
  action?: string;
  name?: string;
  defaultValue?: string | undefined;
  /** What can be searched: “Search by name or id”. Also the accessible name. */
  label: string;
  placeholder?: string;
  /** Other parameters of the address to keep, such as tab and sort. */
  keep?: Record<string, string | undefined>;
  className?: string;
};

/** A GET form, so a search has an address. The key / focuses it. */
export function SearchField({
  action = "",
  name = "q",
  defaultValue,
  label,
  placeholder = label,
  keep = {},
  className,
}: SearchFieldProps) {
  const kept = Object.entries(keep).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return (
    <Form
      data-slot="search-field"
      role="search"
      action={action}
      scroll={false}
      className={cn("relative w-full sm:w-72", className)}
    >
      {kept.map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <Search
        aria-hidden
        className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted-foreground"
      />
      <input
        key={defaultValue}
        type="search"
        name={name}
        defaultValue={defaultValue}
        placeholder={placeholder}
        aria-label={label}
        data-shortcut="/"
        autoComplete="off"
        className="peer h-8 w-full rounded-md border border-control bg-control-fill pr-8 pl-8 text-sm hover:border-muted-foreground focus-visible:border-ring focus-visible:-outline-offset-1"
      />
      <Kbd
        keys="/"
        aria-hidden
        className="pointer-events-none absolute top-1.5 right-1.5 hidden sm:peer-[:placeholder-shown:not(:focus)]:inline-flex"
      />
    </Form>
  );
}
