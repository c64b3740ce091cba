import { database } from "@/db/client";
import { findPriceList } from "@/db/price-lists";
import {
  findActiveOfLists,
  findDue,
  isAnythingDue,
  nextStart,
  type VersionRecord,
} from "@/db/price-versions";
import type { Tx } from "@/db/types";
import { scopeOf } from "../../domain/access";
import { type Settlement, settlement } from "../../domain/price-settlement";
import { settledChange, type VersionChange } from "../../domain/price-version";
import { clock, systemActor } from "../context";
import { log } from "../log";
import { versionSettled } from "../measure";
import { announceChanges } from "../notices/announce";
import { onStop } from "../process";
import { wakeDelivering } from "../webhooks/wake";
import { saveChange, saveListStatus } from "./changes";

/**
 * Makes the stored states agree with the clock (DESIGN §4): one look at one index, and only if something is due one
 * transaction that activates everything due, in start order, each at its own start. Every pricing service calls it first.
 */
export async function settle(now: Date): Promise<void> {
  if (!(await isAnythingDue(database(), now))) return;
  const steps = await database().transaction((tx) => settleDue(tx, now));
  for (const { at } of steps) versionSettled.publish({ lateSeconds: (now.getTime() - at.getTime()) / 1000 });
  wakeDelivering();
}

async function settleDue(tx: Tx, now: Date): Promise<Settlement[]> {
  const waiting = await findDue(tx, now);
  const active = await findActiveOfLists(tx, [...new Set(waiting.map((version) => version.priceListId))]);
  const versions = new Map([...waiting, ...active].map((version) => [version.id, version]));
  const scheduled = waiting.flatMap(({ id, priceListId, startAt }) =>
    startAt ? [{ versionId: id, listId: priceListId, startAt }] : [],
  );
  const current = new Map(active.map((version) => [version.priceListId, version.id]));
  const steps = settlement(scheduled, current, now);
  for (const step of steps) await settleStep(tx, step, versions);
  return steps;
}

async function settleStep(tx: Tx, step: Settlement, versions: Map<string, VersionRecord>): Promise<void> {
  const list = await findPriceList(tx, scopeOf(systemActor), step.listId);
  if (!list) throw new Error(`Price list ${step.listId} of a due version is missing.`);
  const [expiring, starting] = [
    step.expires ? versions.get(step.expires) : undefined,
    versions.get(step.versionId),
  ];
  let started: VersionChange | undefined;
  for (const [version, event] of [
    [expiring, "expire"],
    [starting, "start"],
  ] as const) {
    if (!version) continue;
    const change = settledChange(version, event, step.at);
    const saved = await saveChange(tx, systemActor, list, version, change);
    if (event === "start") started = change;
    versions.set(saved.id, saved);
  }
  await saveListStatus(tx, systemActor, list, step.at);
  if (started) await announceChanges(tx, list.id, [started]);
}

/** A timer cannot wait longer than this; it looks again then. */
const longestWait = 60 * 60 * 1000;

const slot = Symbol.for("channelbook.settling");
const shared = globalThis as unknown as Record<
  symbol,
  { timer?: NodeJS.Timeout; running: boolean } | undefined
>;

/** Settles soon after each start, so that statuses, audit and notices are prompt. No answer depends on it. */
export function startSettling(): void {
  if (shared[slot]) return;
  shared[slot] = { running: true };
  onStop(() => {
    const state = shared[slot];
    if (state) state.running = false;
    clearTimeout(state?.timer);
    shared[slot] = undefined;
  });
  wait(0);
}

/** Looks again now: somebody scheduled a version. */
export function wakeSettling(): void {
  if (shared[slot]?.running) wait(0);
}

function wait(milliseconds: number): void {
  const state = shared[slot];
  if (!state) return;
  clearTimeout(state.timer);
  state.timer = setTimeout(() => {
    look().then(wait, (error: unknown) => {
      log().error({ err: error }, "settling scheduled versions failed");
      wait(longestWait / 60);
    });
  }, milliseconds);
  state.timer.unref();
}

/** Settles and says how long to wait for the next start. */
async function look(): Promise<number> {
  const now = clock.now();
  await settle(now);
  const next = await nextStart(database());
  return next ? Math.min(Math.max(next.getTime() - now.getTime(), 1), longestWait) : longestWait;
}
