import type { VersionAction } from "./price-version";

/** How far what happens to a version, or to its list, reaches. */
export type Reach = {
  /** Listings that carry the list, as main or as alternative one; of a distributor's own list those whose prices it sets. */
  listings: number;
  /** Active subscriptions sold at prices of the list: each keeps its version until it renews. */
  subscriptions: number;
  /** Of these, those that renew within `renewalWindowDays` of the instant. */
  renewals: number;
};

/** How many days from the instant on a renewal counts as coming. */
export const renewalWindowDays = 30;

export type Consequences = Reach & {
  /** The version in force at the instant, were it not for this one. */
  inForce: { number: number } | null;
  /** Versions whose start is still to come after the instant. */
  waiting: { number: number }[];
};

/** What is asked about: what a person may do to a version, or terminating its list. */
export type AskedAction = Exclude<VersionAction, "remove"> | "terminate";

function counted(count: number, one: string, many: string): string {
  if (count === 0) return `No ${one}`;
  return `${count} ${count === 1 ? one : many}`;
}

/** “2 listings are affected.” */
export function listingsSentence(listings: number): string {
  return `${counted(listings, "listing", "listings")} ${listings > 1 ? "are" : "is"} affected.`;
}

function subscriptionsSentence({ subscriptions, renewals }: Reach, action: AskedAction): string | undefined {
  if (subscriptions === 0) return undefined;
  const keep = `${counted(subscriptions, "subscription keeps", "subscriptions keep")} ${subscriptions === 1 ? "its" : "their"} prices until renewal`;
  if (renewals === 0) return `${keep}; none renews in the ${renewalWindowDays} days that follow.`;
  const renew = `${renewals} ${renewals === 1 ? "renews" : "renew"} in the ${renewalWindowDays} days that follow`;
  return action === "terminate" ? `${keep}; ${renew} and will find no price here.` : `${keep}; ${renew}.`;
}

function versions(list: readonly { number: number }[]): string {
  return list.map(({ number }) => `v${number}`).join(", ");
}

const first: Record<AskedAction, (version: string, facts: Consequences) => string> = {
  activate: (version, { inForce }) =>
    inForce
      ? `Activating ${version} replaces v${inForce.number} now.`
      : `Activating ${version} puts it in force now.`,
  schedule: (version, { inForce }) =>
    inForce
      ? `At its start ${version} replaces v${inForce.number}, to the millisecond.`
      : `At its start ${version} comes into force; until then nothing is.`,
  unschedule: (version, { inForce }) =>
    inForce
      ? `v${inForce.number} stays in force where ${version} would have replaced it.`
      : `Nothing comes into force where ${version} would have.`,
  terminate: (_, { inForce, waiting }) =>
    [
      inForce ? `v${inForce.number} expires now, and nothing takes its place.` : "Nothing is in force.",
      ...(waiting.length > 0
        ? [`${versions(waiting)} ${waiting.length > 1 ? "return" : "returns"} to draft.`]
        : []),
    ].join(" "),
};

/**
 * What follows from an action, in sentences for the person who confirms it: “Activating v4 replaces v3 now. 2 listings are
 * affected. …” `number`: of the version; of no meaning for `terminate`.
 */
export function consequenceText(action: AskedAction, number: number, facts: Consequences): string {
  return [
    first[action](`v${number}`, facts),
    listingsSentence(facts.listings),
    ...(action === "unschedule" ? [] : [subscriptionsSentence(facts, action)]),
  ]
    .filter((sentence) => sentence !== undefined)
    .join(" ");
}
