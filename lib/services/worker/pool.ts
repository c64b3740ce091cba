import { DomainError } from "@/lib/domain/errors";
import { type RawJob, startThread, type Thread, type ThreadLimits } from "./thread";

export type PoolOptions = ThreadLimits & {
  /** The bundled worker file, absolute. */
  file: () => Promise<string>;
  /** Jobs that may wait for their turn. */
  queue: number;
  /** An idle thread gives its memory back after so many milliseconds. */
  idle: number;
};

export type Pool = { run: (job: RawJob) => Promise<unknown>; close: () => Promise<void> };

/** One worker thread that does one job after the other; it is started when there is something to do. */
export function createPool(options: PoolOptions): Pool {
  let turn: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let thread: Thread | undefined;
  let idle: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function perform(job: RawJob): Promise<unknown> {
    waiting -= 1;
    clearTimeout(idle);
    if (isClosed) throw stopping();
    if (!thread?.isAlive()) thread = startThread(await options.file(), options);
    try {
      return await thread.run(job);
    } finally {
      idle = setTimeout(() => void retire(), options.idle).unref();
    }
  }

  async function retire(): Promise<void> {
    const retired = thread;
    thread = undefined;
    await retired?.end(stopping());
  }

  return {
    run(job) {
      if (isClosed) return Promise.reject(stopping());
      if (waiting >= options.queue) return Promise.reject(busy(options.queue));
      waiting += 1;
      const mine = turn.then(() => perform(job));
      turn = mine.catch(() => undefined);
      return mine;
    },
    async close() {
      isClosed = true;
      clearTimeout(idle);
      await retire();
    },
  };
}

function stopping(): DomainError {
  return new DomainError("conflict", "The server is stopping; try again in a minute.");
}

function busy(queue: number): DomainError {
  const message = `${queue} files are waiting already; try again in a minute.`;
  return new DomainError("limit", message, { reason: "too_many_requests" });
}
