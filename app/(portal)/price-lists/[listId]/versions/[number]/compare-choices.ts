import { hrefWith, type SearchParams } from "@/app/_edge/page";
import { versionStates } from "@/lib/domain/price-list";
import { eq, everything, ne, where } from "@/lib/domain/rql";
import { listVersions } from "@/lib/services/pricing/versions";
import type { Loaded } from "./load";

type Version = Awaited<ReturnType<typeof listVersions>>["rows"][number];

/** The versions of other lists in the same currency, the newest first. */
async function versionsOfOtherLists({ actor, version, list }: Loaded): Promise<Version[]> {
  const filter = where(eq("pricelist.currency", version.list.currency), ne("pricelist.id", list.id));
  const { rows } = await listVersions(actor, { ...everything, ...filter, limit: 200 });
  return rows;
}

/**
 * What the version can be compared with, this list's versions first, and the one that it is: the one asked for by number or
 * id; else for what is to come the one in force; else the base; else any other.
 */
export async function compareChoices(
  loaded: Loaded,
  wanted: string | undefined,
  at: { path: string; search: Awaited<SearchParams> },
) {
  const { version, versions } = loaded;
  const own = versions.filter(({ id }) => id !== version.id);
  const foreign = await versionsOfOtherLists(loaded);
  const isToCome = version.status === "draft" || version.status === "scheduled";
  const other =
    own.find(({ number }) => String(number) === wanted) ||
    foreign.find(({ id }) => id === wanted) ||
    (isToCome && own.find(({ status }) => status === "active")) ||
    own.find(({ id }) => id === version.baseId) ||
    own.find(({ status }) => status === "active") ||
    own[0] ||
    foreign[0];
  const href = (choice: string) => hrefWith(at.path, at.search, { with: choice, item: undefined });
  const choices = [
    ...own.map((choice) => ({
      value: choice.id,
      label: `Version ${choice.number}`,
      description: `${versionStates[choice.status].word}${choice.id === version.baseId ? " · this version’s base" : ""}`,
      href: href(String(choice.number)),
    })),
    ...foreign.map((choice) => ({
      value: choice.id,
      label: `${choice.list.name}, version ${choice.number}`,
      description: `${versionStates[choice.status].word} · another price list`,
      href: href(choice.id),
    })),
  ];
  return { choices, other, isForeign: other !== undefined && other.priceListId !== version.priceListId };
}
