import { Worker } from "node:worker_threads";
import { DomainError } from "@/lib/domain/errors";
import { type FromWorker, fromPlainError, type ToWorker } from "./protocol";

/** Rows or items that cross between the threads at once. */
const batchSize = 1000;
/** How often the heap of a working thread is looked at, in milliseconds. */
const watchInterval = 100;

/** A job before its own types are known. */
export type RawJob = {
  kind: string;
  input: unknown;
  feed?: Iterable<readonly unknown[]> | AsyncIterable<readonly unknown[]> | undefined;
  onRows?: ((rows: unknown[]) => void | Promise<void>) | undefined;
  onProgress?: ((percent: number) => void) | undefined;
};

/**
 * `memory`: the heap that a job may use, in MB. `deadline`: how long one job may run, in milliseconds. The thread's own
 * limit is higher, because V8 ends the whole process when a thread passes that one too fast.
 */
export type ThreadLimits = { memory: number; deadline: number };

export type Thread = {
  /** One job at a time. Whatever ends the thread rejects the job. */
  run: (job: RawJob) => Promise<unknown>;
  isAlive: () => boolean;
  end: (reason: Error) => Promise<void>;
};

type Running = {
  job: RawJob;
  number: number;
  batches: AsyncGenerator<readonly unknown[]>;
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
};

/** Starts a worker thread. While it has nothing to do it does not keep the process alive. */
export function startThread(file: string, limits: ThreadLimits): Thread {
  const worker = new Worker(/* turbopackIgnore: true */ file, {
    resourceLimits: {
      maxOldGenerationSizeMb: Math.ceil(limits.memory * 1.5),
      stackSizeMb: 16,
      maxYoungGenerationSizeMb: 16,
    },
    execArgv: [],
  });
  worker.unref();
  let alive = true;
  let running: Running | undefined;
  let number = 0;

  function release(settle: (running: Running) => void): void {
    if (!running) return;
    const finished = running;
    running = undefined;
    worker.unref();
    void finished.batches.return(undefined);
    settle(finished);
  }

  async function end(reason: Error): Promise<void> {
    alive = false;
    release(({ reject }) => reject(reason));
    await worker.terminate();
  }

  worker.on("message", (message: FromWorker) => {
    if (message.job !== running?.number) return;
    if (message.type === "done") release(({ resolve }) => resolve(message.result));
    else if (message.type === "failed") release(({ reject }) => reject(fromPlainError(message.error)));
    else converse(worker, running, message).catch((error: unknown) => end(asError(error)));
  });
  worker.on("error", (error) => void end(deathOf(error, limits.memory)));
  worker.on("exit", (code) => void end(new Error(`the worker thread ended with code ${code}`)));

  return {
    isAlive: () => alive,
    end,
    run(job) {
      number += 1;
      worker.ref();
      const timer = setTimeout(() => void end(lateError(limits.deadline)), limits.deadline);
      const watch = setInterval(async () => {
        if ((await usedHeap(worker)) > limits.memory && alive) await end(memoryError(limits.memory));
      }, watchInterval);
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      running = { job, number, batches: inBatches(job.feed), resolve, reject };
      send(worker, { type: "start", job: number, kind: job.kind, input: job.input });
      return promise.finally(() => {
        clearTimeout(timer);
        clearInterval(watch);
      });
    },
  };
}

type Talk = Exclude<FromWorker, { type: "done" } | { type: "failed" }>;

/** Answers the thread: gives it what it is fed, and takes its rows. */
async function converse(worker: Worker, { job, number, batches }: Running, message: Talk): Promise<void> {
  if (message.type === "need") {
    const { value, done } = await batches.next();
    send(worker, { type: "fed", job: number, items: done ? null : value });
  } else if (message.type === "rows") {
    await job.onRows?.(message.rows);
    send(worker, { type: "taken", job: number });
  } else {
    job.onProgress?.(message.percent);
  }
}

function send(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}

/** Whatever the batches of the caller, none keeps the main thread busy for long. */
async function* inBatches(feed: RawJob["feed"]): AsyncGenerator<readonly unknown[]> {
  for await (const batch of feed ?? []) {
    for (let start = 0; start < batch.length; start += batchSize) yield batch.slice(start, start + batchSize);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function lateError(deadline: number): DomainError {
  const seconds = Math.max(1, Math.round(deadline / 1000));
  return tooMuch(`The file takes longer than ${seconds} s; split it into smaller ones.`);
}

/** In MB; 0 while the thread starts or ends, and where Node cannot tell (before 22.16). */
async function usedHeap(worker: Worker): Promise<number> {
  try {
    return (await worker.getHeapStatistics()).used_heap_size / 1_000_000;
  } catch {
    return 0;
  }
}

function deathOf(error: unknown, memory: number): Error {
  const isMemory = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  return isMemory ? memoryError(memory) : asError(error);
}

function memoryError(memory: number): DomainError {
  return tooMuch(`The file needs more than ${memory} MB of memory; use CSV or smaller files.`);
}

function tooMuch(message: string): DomainError {
  return new DomainError("limit", message, { reason: "too_large" });
}
