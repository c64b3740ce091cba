import { onStop } from "../process";
import { spreadsheetWorkerFile } from "./bundle";
import type { JobKind, Jobs } from "./jobs";
import { createPool, type Pool, type PoolOptions } from "./pool";

const defaults: PoolOptions = {
  file: spreadsheetWorkerFile,
  memory: 1536,
  deadline: 180_000,
  queue: 20,
  idle: 60_000,
};

const slot = Symbol.for("channelbook.spreadsheet-worker");
const shared = globalThis as unknown as Record<symbol, Pool | undefined>;

/** One worker for the process, however often Next loads this module. */
function pool(): Pool {
  if (!shared[slot]) {
    const made = createPool(defaults);
    shared[slot] = made;
    onStop(async () => {
      shared[slot] = undefined;
      await made.close();
    });
  }
  return shared[slot];
}

export type JobOptions<K extends JobKind> = {
  /** What the job is fed, in batches: read them from the database as they are asked for. */
  feed?: Iterable<readonly Jobs[K]["feed"][]> | AsyncIterable<readonly Jobs[K]["feed"][]>;
  /** Takes up to 2,000 rows; the job gives the next ones when it is done. What it throws ends the job and is thrown by `runJob`. */
  onRows?: (rows: Jobs[K]["row"][]) => void | Promise<void>;
  /** Rising whole percent. */
  onProgress?: (percent: number) => void;
};

/**
 * Does a job in the worker thread, after those that were asked for before. Nothing that takes long happens in the
 * main thread. Do not call it inside a transaction: it may wait for its turn.
 * @throws DomainError what the job threw; `limit` when it takes too long or too much memory, or too many are waiting
 */
export async function runJob<K extends JobKind>(
  kind: K,
  input: Jobs[K]["input"],
  options: JobOptions<K> = {},
): Promise<Jobs[K]["result"]> {
  return typedResult<K>(await pool().run({ kind, input, ...(options as object) }));
}

/** The worker's table of jobs has the same type: what comes back for a kind is that kind's result. */
function typedResult<K extends JobKind>(result: unknown): Jobs[K]["result"] {
  return result as Jobs[K]["result"];
}
