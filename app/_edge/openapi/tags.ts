/** The areas of the API, by the start of the path; the longest one that fits counts. */
const areas: [prefix: string, name: string, description: string][] = [
  ["/products", "Products", "Products and the items that are sold."],
  ["/units", "Products", "Products and the items that are sold."],
  ["/pricing/lists", "Price lists", "A price list names products, columns, currency and precision."],
  [
    "/pricing/versions",
    "Price list versions",
    "A version holds the prices. It is drafted, scheduled, active, and expires.",
  ],
  ["/prices", "Prices", "What items cost on a marketplace, at any instant."],
  ["/offers", "Offers", "Plans, features and items, as they are compared and sold."],
  ["/listings", "Listings", "Products on marketplaces, with what they carry."],
  ["/listing-requests", "Listing requests", "How a listing is made, changed and removed."],
  ["/marketplaces", "Marketplaces", "Where a distributor sells, and its discount parameters."],
  ["/contracts", "Contracts", "Distribution contracts between vendors and distributors."],
  ["/flexible-discounts", "Flexible discounts", "A vendor’s own discounts, by code."],
  ["/checkout", "Checkout", "What an order will cost, with an outcome for every discount code."],
  ["/tier/accounts", "Tier accounts", "Customers and resellers of a distributor."],
  ["/accounts", "Accounts", "Your account and your partners."],
  ["/partners", "Accounts", "Your account and your partners."],
  ["/notices", "Notices", "What happened to prices that concern you."],
  ["/webhooks", "Webhooks", "Addresses of yours that are called when something happens."],
  ["/activity", "Activity", "Who changed what, and when."],
];

/** The area that a path belongs to. One without an entry is named after its first part. */
export function tagOf(path: string): { name: string; description: string } {
  const fits = areas.filter(([prefix]) => path === prefix || path.startsWith(`${prefix}/`));
  const [best] = fits.toSorted(([a], [b]) => b.length - a.length);
  if (best) return { name: best[1], description: best[2] };
  const word = (path.split("/")[1] ?? "").replaceAll("-", " ");
  return { name: word.charAt(0).toUpperCase() + word.slice(1), description: "" };
}
