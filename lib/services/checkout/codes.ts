import type { CheckoutOrder } from "../../domain/checkout";
import type { CheckoutNotice } from "../../domain/checkout-answer";
import { codeKey, type DiscountTerms } from "../../domain/discount";
import {
  gatherCandidates,
  namedCodes,
  type OrderAsk,
  type OrderCandidates,
} from "../../domain/discount-candidates";
import {
  acceptResult,
  arithmeticPreview,
  type ChoiceState,
  nextRound,
  type Pricer,
  settleChoice,
  startChoice,
} from "../../domain/discount-choice";
import type { DiscountSettings } from "../../domain/discount-parameters";
import { upstreamUnavailable } from "../../domain/discount-refusal";
import { isDomainError } from "../../domain/errors";
import { segments } from "../../domain/states";
import { mergeSightings } from "../../vipmp/flex-discounts";
import { offerIdOf } from "../../vipmp/offer-id";
import { placeholderId } from "../../vipmp/placeholder";
import { roundPreviewer } from "../../vipmp/preview-round";
import { isUnreachable } from "../../vipmp/transport";
import type { Upstream } from "../upstream";
import type { PricedLine } from "./lines";
import type { Parties } from "./parties";

export type CodesAsked = {
  order: CheckoutOrder;
  parties: Parties;
  lines: PricedLine[];
  settings: DiscountSettings;
  upstream: Upstream;
  at: Date;
  /** Whether `at` is the present: an external upstream can be asked about nothing else. */
  isNow: boolean;
  anniversary: string | null;
  level: string;
  pricerOf: (key: string) => Pricer;
};

export type CodesSettled = { candidates: OrderCandidates; state: ChoiceState; notices: CheckoutNotice[] };

/** Finds the codes of an order, has upstream preview them, and says what became of each (DESIGN §8, steps 1 to 4 and 7). */
export async function settleCodes(asked: CodesAsked): Promise<CodesSettled> {
  const ask = askOf(asked);
  try {
    const candidates = gatherCandidates(ask, await findKnown(asked, ask));
    const { state, notices } = await previewed(asked, candidates);
    return { candidates, state, notices };
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    const message = isDomainError(error) ? error.message : "The discount service cannot be reached.";
    return unreachedCodes(ask, message);
  }
}

function askOf({ order, parties, lines, settings, at }: CodesAsked): OrderAsk {
  const { customer, currency } = parties;
  const switches = { fixed: settings.fixed, percent: settings.percent };
  const party = { currency, country: customer.country, segment: customer.segment, at, switches };
  return {
    lines: lines.map(({ key, item, typed }) => ({
      key,
      use: { mpn: item.mpn, ...party },
      typed,
      stored: null,
    })),
    selected: order.selected,
    autoApply: settings.autoApply,
  };
}

async function findKnown(asked: CodesAsked, ask: OrderAsk) {
  const { upstream, parties, lines, at } = asked;
  const { segment, country } = parties.customer;
  const isDiscovering = ask.autoApply && !ask.selected && ask.lines.some((line) => line.typed === null);
  const offerIds = lines.map(({ item }) => offerIdOf(item.mpn));
  const { discounts: discovered } = isDiscovering
    ? await upstream.client.flexDiscounts({ segment, country, offerIds }, { at })
    : { discounts: [] };
  const lookedUp: DiscountTerms[] = [];
  for (const code of namedCodes(ask)) lookedUp.push(...(await lookUp(asked, code)));
  return { discovered, lookedUp };
}

/** Ended ones too (`startDate`). First where the customer is; else wherever the connector serves, so that the true reason can be told (API.md §6). */
async function lookUp({ upstream, parties, at }: CodesAsked, code: string): Promise<DiscountTerms[]> {
  const { customer, marketplace } = parties;
  const search = (segment: (typeof segments)[number], country: string) =>
    upstream.client.flexDiscounts({ segment, country, code, startDate: new Date(0) }, { at });
  const own = await search(customer.segment, customer.country);
  if (own.discounts.some((found) => codeKey(found.code) === codeKey(code))) return own.discounts;
  const elsewhere: DiscountTerms[] = [];
  for (const country of new Set([customer.country, ...marketplace.countries])) {
    for (const segment of segments) elsewhere.push(...(await search(segment, country)).discounts);
  }
  return mergeSightings(elsewhere);
}

async function previewed(
  asked: CodesAsked,
  candidates: OrderCandidates,
): Promise<Omit<CodesSettled, "candidates">> {
  const { upstream, parties, lines, at, isNow, anniversary, level } = asked;
  if (upstream.kind === "external" && !isNow) {
    let state = startChoice(candidates.lines);
    while (nextRound(state)) state = acceptResult(state, arithmeticPreview(state, asked.pricerOf));
    const message =
      "The discount service answers for now only: dates and arithmetic at this instant are ours.";
    return { state, notices: [{ code: "as_of_not_confirmed", message }] };
  }
  const { customer, currency } = parties;
  const { segment, country } = customer;
  const preview = roundPreviewer(upstream.client, {
    customerId: customer.vipmpCustomerId ?? placeholderId({ segment, country, anniversary }),
    currency,
    kind: "PREVIEW",
    lines: lines.map(({ key, item, quantity, daysInTerm, listDecimals }) => ({
      key,
      mpn: item.mpn,
      level,
      quantity,
      daysInTerm,
      listDecimals,
    })),
    options: { at },
  });
  const state = await settleChoice(candidates.lines, preview);
  const isAway = state.lines.some((line) =>
    line.rejected.some(({ reason }) => reason === "upstream_unavailable"),
  );
  return { state, notices: isAway ? [unavailable("The discount service did not answer.")] : [] };
}

function unavailable(message: string): CheckoutNotice {
  return { code: "upstream_unavailable", message: `${message} Prices are shown without discounts.` };
}

/** Nothing could be asked: every named code says so, and prices stay undiscounted. */
function unreachedCodes(ask: OrderAsk, message: string): CodesSettled {
  const candidates = gatherCandidates({ ...ask, autoApply: ask.autoApply }, { discovered: [], lookedUp: [] });
  const lines = candidates.lines.map((line) => ({
    ...line,
    rejected: line.rejected.map(({ code, source }) => ({ code, source, ...upstreamUnavailable(code) })),
  }));
  return { candidates: { ...candidates, lines }, state: startChoice(lines), notices: [unavailable(message)] };
}
