import { clock } from "../context";
import { type Answer, Refusal, refusalAnswer } from "./answers";
import type { Call } from "./call";

/** Answers are kept this long (vipmp reference §2.2), and no more of them than fit. */
const keptMilliseconds = 10 * 24 * 3600 * 1000;
const mostAnswers = 5000;
const mostCharacters = 64_000_000;
const mostRequestIds = 20_000;

type Kept = { status: number; text: string; at: number };
type Store = { answers: Map<string, Kept>; characters: number; requests: Map<string, string> };

// Next loads modules once per kind of entry point; what the process shares lives on globalThis.
const slot = Symbol.for("channelbook.discount-replay");
const shared = globalThis as unknown as Record<symbol, Store | undefined>;

function store(): Store {
  shared[slot] ??= { answers: new Map(), characters: 0, requests: new Map() };
  return shared[slot];
}

/**
 * The answer that the same correlation id got from the same path before, good or bad, else the one that `work` gives.
 * In process nothing is kept: our own connector asks anew with a new id.
 */
export async function replayed(call: Call, work: () => Promise<Answer>): Promise<Answer> {
  if (call.inProcess) return work();
  const { request, url, caller, correlationId } = call;
  const key = [caller.clientId, request.method, url.pathname, correlationId].join(" ");
  const before = keptAnswer(key, clock.now());
  if (before) return before;
  const answer = await work().catch((error: unknown) => {
    if (error instanceof Refusal) return refusalAnswer(error);
    throw error;
  });
  keepAnswer(key, answer, clock.now());
  return answer;
}

function keptAnswer(key: string, now: Date): Answer | undefined {
  const kept = store().answers.get(key);
  if (!kept || now.getTime() - kept.at > keptMilliseconds) return undefined;
  return { status: kept.status, body: JSON.parse(kept.text) };
}

/** Keeps an answer; the oldest make room. */
function keepAnswer(key: string, { status, body }: Answer, now: Date): void {
  const { answers } = store();
  drop(key);
  const text = JSON.stringify(body);
  answers.set(key, { status, text, at: now.getTime() });
  store().characters += text.length;
  while (answers.size > mostAnswers || store().characters > mostCharacters) {
    const oldest = answers.keys().next().value;
    if (oldest === undefined) return;
    drop(oldest);
  }
}

function drop(key: string): void {
  const kept = store().answers.get(key);
  if (!kept) return;
  store().answers.delete(key);
  store().characters -= kept.text.length;
}

/** A request id names one request: it may come again only with the same correlation id. @throws Refusal 4120 */
export function assertRequestId(clientId: string, requestId: string, correlationId: string): void {
  const { requests } = store();
  const key = `${clientId} ${requestId}`;
  const before = requests.get(key);
  if (before !== undefined && before !== correlationId) throw new Refusal("4120");
  requests.set(key, correlationId);
  if (requests.size > mostRequestIds) {
    const oldest = requests.keys().next().value;
    if (oldest !== undefined) requests.delete(oldest);
  }
}
