/**
 * Ids are text made by us (API.md §2, reference connect.md §2.5). Random ids hold decimal digits in groups;
 * children carry their parent's digits and a running suffix of at least four digits that is never reused.
 */
const formats = {
  product: { prefix: "PRD", groups: [3, 3, 3] },
  priceList: { prefix: "PL", groups: [3, 3, 3] },
  adjustment: { prefix: "ADJ", groups: [3, 3, 3] },
  priceChange: { prefix: "PCH", groups: [3, 3, 3] },
  offer: { prefix: "OFR", groups: [3, 3, 3] },
  listing: { prefix: "LST", groups: [3, 3, 3] },
  listingRequest: { prefix: "LSTR", groups: [3, 3, 3] },
  marketplace: { prefix: "MP", groups: [5] },
  contract: { prefix: "CRD", groups: [5, 5, 5] },
  vendor: { prefix: "VA", groups: [3, 3] },
  distributor: { prefix: "PA", groups: [3, 3] },
  user: { prefix: "UR", groups: [3, 3, 3] },
  token: { prefix: "SU", groups: [3, 3, 3] },
  link: { prefix: "LNK", groups: [3, 3, 3] },
  tierAccount: { prefix: "TA", groups: [4, 4, 4] },
  asset: { prefix: "AS", groups: [4, 4, 4] },
  notice: { prefix: "NTC", groups: [4, 4, 4, 4] },
  webhook: { prefix: "WH", groups: [3, 3, 3] },
  delivery: { prefix: "WHD", groups: [4, 4, 4, 4] },
  activity: { prefix: "ACT", groups: [4, 4, 4, 4] },
} as const satisfies Record<string, { prefix: string; groups: readonly number[] }>;

export type IdKind = keyof typeof formats;

const children = {
  version: "PLV",
  plan: "PLN",
  featureGroup: "FGR",
  feature: "FTR",
  offerItem: "OIT",
} as const;

export type ChildKind = keyof typeof children;

/** A random id. `digit` gives one of 0–9 at random; it is an argument so that rules stay free of randomness. */
export function formatId(kind: IdKind, digit: () => number): string {
  const { prefix, groups } = formats[kind];
  const parts = groups.map((length) => Array.from({ length }, () => digit()).join(""));
  return [prefix, ...parts].join("-");
}

/** A child's id: the parent's digits and the running number, e.g. PL-667-945-709 and 3 make PLV-667-945-709-0003. */
export function childId(kind: ChildKind, parentId: string, number: number): string {
  const digits = parentId.slice(parentId.indexOf("-") + 1);
  return `${children[kind]}-${digits}-${suffix(number)}`;
}

/** The running number in a child's id, or undefined when the id is not of that kind and parent. */
export function childNumber(kind: ChildKind, parentId: string, id: string): number | undefined {
  const number = Number(id.slice(id.lastIndexOf("-") + 1));
  return Number.isSafeInteger(number) && childId(kind, parentId, number) === id ? number : undefined;
}

/** An item keeps its product's prefix: PRD-207-752-513-0001. */
export function itemId(productId: string, number: number): string {
  return `${productId}-${suffix(number)}`;
}

/** The id that assets and requests use for an item: PRD_207_752_513_0001. */
export function localItemId(globalId: string): string {
  return globalId.replaceAll("-", "_");
}

function suffix(number: number): string {
  return String(number).padStart(4, "0");
}

/** Is this text an id of that kind? */
export function isId(kind: IdKind, text: string): boolean {
  const { prefix, groups } = formats[kind];
  return new RegExp(`^${prefix}${groups.map((n) => `-\\d{${n}}`).join("")}$`).test(text);
}
