import { timingSafeEqual } from "node:crypto";
import type { Registry } from "prom-client";
import { DomainError } from "../domain/errors";
import { metricsToken } from "./operator-settings";

type State = { registry: Registry; token: string };

const slot = Symbol.for("channelbook.metrics");
const shared = globalThis as unknown as Record<symbol, State | undefined>;

/** Starts to measure, where METRICS_TOKEN is set; without it nothing is even loaded. */
export async function startMetrics(): Promise<void> {
  const token = metricsToken();
  if (!token || shared[slot]) return;
  const { createRegistry } = await import("./metrics-registry");
  shared[slot] = { registry: await createRegistry(), token };
}

/**
 * What was measured, in the text format of Prometheus.
 * @param authorization the request's header: `Bearer <METRICS_TOKEN>`
 * @throws DomainError `not_found` when metrics are off, `unauthenticated`
 */
export async function readMetrics(authorization: string | null): Promise<{ text: string; type: string }> {
  const state = shared[slot];
  if (!state) throw new DomainError("not_found", "/metrics does not exist.");
  const [, given = ""] = /^Bearer\s+(\S+)$/i.exec(authorization?.trim() ?? "") ?? [];
  if (!isSame(given, state.token)) throw new DomainError("unauthenticated", "API request is unauthorized.");
  return { text: await state.registry.metrics(), type: state.registry.contentType };
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
