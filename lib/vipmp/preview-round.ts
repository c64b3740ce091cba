import type { PreviewedLine, Round, RoundResult } from "@/lib/domain/discount-choice";
import { DomainError } from "@/lib/domain/errors";
import type { CallOptions, VipmpClient } from "./client";
import { offerIdOf } from "./offer-id";
import { type OrderKind, orderRequest } from "./order-request";
import { type OrderAnswer, previewedLine } from "./orders";
import { type LineRefusal, refusalSentence } from "./refusal";
import { isUnreachable, unreachable } from "./transport";

/** A line of ours as upstream needs it. */
export type PreviewLine = {
  key: string;
  mpn: string;
  /** The customer's volume level; upstream answers with the one it grants. */
  level: string;
  quantity: number;
  daysInTerm: number | null;
  listDecimals: number;
  /** For the renewal of an existing subscription. */
  subscriptionId?: string;
};

export type PreviewOrder = {
  customerId: string;
  currency: string;
  kind: Extract<OrderKind, "PREVIEW" | "PREVIEW_RENEWAL">;
  lines: readonly PreviewLine[];
  options?: CallOptions;
};

/**
 * The previewer that `settleChoice` runs: each round is one order upstream, each line with at most one code.
 * `onAnswer` sees every answer, e.g. to compare upstream's prices with ours.
 * @throws DomainError `upstream` when upstream refuses the order for another reason than a code.
 */
export function roundPreviewer(
  client: Pick<VipmpClient, "previewOrder">,
  order: PreviewOrder,
  onAnswer: (answer: OrderAnswer) => void = () => {},
): (round: Round) => Promise<RoundResult> {
  return async (round) => {
    const codes = new Map(round.lines.map(({ key, code }) => [key, code]));
    const body = orderRequest(order.kind, {
      currency: order.currency,
      lines: order.lines.map(({ key, mpn, level, quantity, subscriptionId }, index) => ({
        number: index + 1,
        offerId: offerIdOf(mpn, level),
        quantity,
        code: codes.get(key) ?? null,
        ...(subscriptionId ? { subscriptionId } : {}),
      })),
    });
    try {
      const result = await client.previewOrder(order.customerId, body, order.options);
      if (result.kind === "refused") return refusedRound(result.refusal, order, codes);
      onAnswer(result.order);
      return { kind: "answer", lines: answeredLines(result.order, order, codes) };
    } catch (error) {
      if (isUnreachable(error)) return { kind: "unavailable" };
      throw error;
    }
  };
}

type Codes = ReadonlyMap<string, string | null>;

function refusedRound({ line, reason, words }: LineRefusal, order: PreviewOrder, codes: Codes): RoundResult {
  const key = line === null ? onlyKey(codes) : order.lines[line - 1]?.key;
  if (key === undefined) {
    throw new DomainError(
      "upstream",
      `The discount service refused a line that is not in the order: ${words}`,
    );
  }
  const code = key === null ? null : (codes.get(key) ?? null);
  return { kind: "refused", key, reason, message: refusalSentence(code ?? "A code", words) };
}

/** The one line that carries a code; null when there are several and upstream named none. */
function onlyKey(codes: Codes): string | null {
  const [first, ...more] = [...codes].filter(([, code]) => code !== null);
  return first && more.length === 0 ? first[0] : null;
}

function answeredLines(answer: OrderAnswer, order: PreviewOrder, codes: Codes): Map<string, PreviewedLine> {
  const lines = new Map<string, PreviewedLine>();
  order.lines.forEach((own, index) => {
    const given = answer.lines.find((one) => one.extLineItemNumber === index + 1);
    const line =
      given && previewedLine(given, codes.get(own.key) ?? null, { ...own, currency: order.currency });
    if (!line) throw unreachable(`its preview has no price for line ${index + 1} (${own.mpn})`);
    lines.set(own.key, line);
  });
  return lines;
}
