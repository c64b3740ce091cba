import { closeDatabase } from "@/db/client";
import { log } from "./log";

type Stop = () => Promise<void> | void;
/** `stop` is called by scripts/serve.mjs, which cannot import this module. */
type State = { stops: Stop[]; started: boolean; stop: Stop };

const slot = Symbol.for("channelbook.process");
const shared = globalThis as unknown as Record<symbol, State | undefined>;

function state() {
  shared[slot] ??= { stops: [], started: false, stop: stopProcess };
  return shared[slot];
}

/** Registers what must be stopped before the process ends: timers, workers, queues. The last one in stops first. */
export function onStop(stop: Stop): void {
  state().stops.push(stop);
}

/** Stops everything that was registered, then closes the database. */
export async function stopProcess(): Promise<void> {
  for (const stop of state().stops.splice(0).reverse()) await stop();
  await closeDatabase();
}

/**
 * Called once when the server starts: timers, and a clean end on SIGTERM and SIGINT, unless the program that serves
 * takes care of signals (scripts/serve.mjs lets requests under way finish first).
 */
export async function startProcess(): Promise<void> {
  if (state().started) return;
  state().started = true;
  if (!process.env.NEXT_MANUAL_SIG_HANDLE) stopOnSignals();
}

/** Ends the process when it cannot start: a server that has half started answers nothing and would be waited for. */
export function failStart(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

function stopOnSignals(): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      stopProcess().catch((error: unknown) => log().error({ err: error }, "stopping failed"));
    });
  }
}
