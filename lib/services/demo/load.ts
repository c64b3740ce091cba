import { hasAccounts } from "@/db/accounts";
import { database } from "@/db/client";
import { clock } from "../context";
import { demoAccounts, hasDemo, loadAccounts, loadResellers, password } from "./accounts";
import { loadCatalogue } from "./catalogue";
import { loadListings, loadMarketplaces, loadOpenRequests, loadParameters } from "./channel";
import { loadCustomers, loadSubscriptions } from "./customers";
import { loadDiscounts } from "./discounts";
import { loadOffers } from "./offers";
import { loadPrices, loadRecentPrices, loadResalePrices } from "./pricing";
import { createCalendar } from "./story";

export type Demo = {
  loaded: boolean;
  signIns: { email: string; password: string; label: string }[];
  tokens: { label: string; token: string }[];
};

/**
 * Loads the demo world (API.md §5) into an empty database, through the services and day by day, so that history, audit
 * and as-of answers are real. Into a database that holds accounts it loads nothing.
 */
export async function loadDemo(): Promise<Demo> {
  const loaded = !(await hasAccounts(database()));
  if (loaded) await loadStory();
  return (await hasDemo()) ? { loaded, ...keys() } : { loaded, signIns: [], tokens: [] };
}

async function loadStory(): Promise<void> {
  const calendar = createCalendar(clock.now());
  try {
    calendar.turnTo(-432);
    const cast = await loadAccounts();
    const { "VA-100-001": vendor, "VA-100-002": vendor2, "PA-200-001": harbor, "PA-200-002": sakura } = cast;
    await loadCatalogue(vendor, vendor2, calendar);
    await loadMarketplaces(harbor, sakura, calendar);
    await loadPrices(vendor, vendor2, calendar);
    const offerId = await loadOffers(vendor, calendar);
    await loadCustomers(harbor, sakura, calendar);
    await loadResellers();
    await loadListings({ vendor, vendor2, harbor, sakura }, offerId, calendar);
    await loadResalePrices(harbor, calendar);
    await loadRecentPrices(vendor, calendar);
    await loadParameters(harbor, sakura, calendar);
    await loadDiscounts(vendor, calendar);
    await loadSubscriptions(harbor, calendar);
    await loadOpenRequests({ vendor, vendor2, harbor, sakura }, calendar);
  } finally {
    clock.set(null);
  }
}

function keys(): Pick<Demo, "signIns" | "tokens"> {
  return {
    signIns: demoAccounts.flatMap(({ name, kind, people }) =>
      people.map(({ email, role }) => ({ email, password, label: `${name}: ${kind}, ${role}` })),
    ),
    tokens: demoAccounts.map(({ name, token }) => ({
      label: name,
      token: `ApiKey ${token.id}:${token.secret}`,
    })),
  };
}
