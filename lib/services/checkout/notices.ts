import type { CheckoutNotice } from "../../domain/checkout-answer";
import type { DomainError } from "../../domain/errors";
import { compareAmounts, printAmount } from "../../domain/money";
import { isUnreachable } from "../../vipmp/transport";
import type { Upstream } from "../upstream";
import { distributorUnits, type PricedLine } from "./lines";
import type { Parties } from "./parties";
import type { Settled } from "./settle";

type Facts = {
  world: {
    parties: Parties;
    isAsOf: boolean;
    upstream: Upstream | null;
    order: { type: string; scheduledForRenewal: boolean };
  };
  failure: DomainError | null;
  settled: Settled;
  lines: readonly PricedLine[];
  level: string;
  isDistributor: boolean;
};

const mostNamed = 3;

/** What to know about the whole preview (API.md §3, `notices`). */
export function noticesOf(facts: Facts): CheckoutNotice[] {
  const { world, failure } = facts;
  const notices: CheckoutNotice[] = [];
  if (failure) notices.push(failureNotice(failure, facts.isDistributor));
  if (world.isAsOf && world.upstream?.kind === "external") {
    notices.push({
      code: "as_of_not_confirmed",
      message:
        "The discount service cannot be asked about another instant. Dates and amounts are worked out here and not confirmed by it.",
    });
  }
  const differences = facts.isDistributor ? costDifferences(facts) : [];
  if (differences.length > 0) {
    const more = differences.length > mostNamed ? ` and ${differences.length - mostNamed} more` : "";
    notices.push({
      code: "cost_differs",
      message: `The discount service has another cost than the price list: ${differences.slice(0, mostNamed).join("; ")}${more}.`,
    });
  }
  return notices;
}

/** Upstream's own words are for the distributor, whose connection it is. */
function failureNotice(failure: DomainError, isDistributor: boolean): CheckoutNotice {
  const words = isDistributor ? ` ${failure.message.replace(/\.?$/, ".")}` : "";
  return isUnreachable(failure)
    ? {
        code: "upstream_unavailable",
        message: `Discounts could not be checked; prices are shown without them.${words}`,
      }
    : {
        code: "upstream_refused",
        message: `The discount service refused this order; prices are shown without discounts.${words}`,
      };
}

/** Added quantity keeps the prices of its subscription, of which upstream knows nothing: it is not compared. */
function costDifferences({ world, settled, lines, level }: Facts): string[] {
  const { order, parties } = world;
  const { answer } = settled;
  if (!answer || (order.type === "change" && !order.scheduledForRenewal)) return [];
  return lines.flatMap((line, index) => {
    const given = answer.lines.find(({ extLineItemNumber }) => extLineItemNumber === index + 1)?.pricing;
    const own = distributorUnits(line, parties, level).cost;
    if (!given || compareAmounts(given.partnerPrice, own) === 0) return [];
    return [
      `${line.item.mpn} at ${printAmount(given.partnerPrice)} instead of ${printAmount(own)} ${parties.currency}`,
    ];
  });
}
