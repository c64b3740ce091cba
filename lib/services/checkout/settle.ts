import type { LineCandidates } from "../../domain/discount-candidates";
import {
  acceptResult,
  acceptUnavailable,
  arithmeticPreview,
  type ChoiceState,
  nextRound,
  type Pricer,
  startChoice,
} from "../../domain/discount-choice";
import { type DomainError, isDomainError } from "../../domain/errors";
import type { CallOptions, VipmpClient } from "../../vipmp/client";
import type { OrderAnswer } from "../../vipmp/orders";
import { roundPreviewer } from "../../vipmp/preview-round";
import { unreachable } from "../../vipmp/transport";
import type { PricedLine } from "./lines";

export type PreviewAsk = {
  customerId: string;
  currency: string;
  kind: "PREVIEW" | "PREVIEW_RENEWAL";
  level: string;
  options: CallOptions;
};

export type Settled = {
  state: ChoiceState;
  /** The last preview that upstream answered. */
  answer: OrderAnswer | null;
  /** What upstream said when it could not be asked to the end. */
  failure: DomainError | null;
};

/**
 * Validates the candidates by upstream's previews. Any failure of upstream, also an order that it refuses for another reason
 * than a code, leaves the codes unconfirmed: the preview still answers (DESIGN §8.7).
 */
export async function settleUpstream(
  client: Pick<VipmpClient, "previewOrder">,
  candidates: readonly LineCandidates[],
  lines: readonly PricedLine[],
  ask: PreviewAsk,
): Promise<Settled> {
  let answer: OrderAnswer | null = null;
  let failure: DomainError | null = null;
  const preview = roundPreviewer(client, orderOf(lines, ask), (given) => {
    answer = given;
  });
  let state = startChoice(candidates);
  for (let round = nextRound(state); round; round = nextRound(state)) {
    try {
      const result = await preview(round);
      if (result.kind === "unavailable") failure = unreachable("its preview did not answer");
      state = acceptResult(state, result);
    } catch (error) {
      if (!isDomainError(error) || error.code !== "upstream") throw error;
      failure = error;
      state = acceptUnavailable(state);
    }
  }
  return { state, answer, failure };
}

function orderOf(lines: readonly PricedLine[], { level, ...ask }: PreviewAsk) {
  return {
    ...ask,
    lines: lines.map(({ key, item, quantity, daysInTerm, price }) => ({
      key,
      mpn: item.mpn,
      level: item.type === "reservation" ? level : "01",
      quantity,
      daysInTerm,
      listDecimals: price.decimals,
    })),
  };
}

/** Decides by our own arithmetic alone, for an instant that upstream cannot be asked about. */
export function settleAlone(
  candidates: readonly LineCandidates[],
  pricerOf: (key: string) => Pricer,
): Settled {
  let state = startChoice(candidates);
  while (nextRound(state)) state = acceptResult(state, arithmeticPreview(state, pricerOf));
  return { state, answer: null, failure: null };
}
