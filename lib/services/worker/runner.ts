import type { MessagePort } from "node:worker_threads";
import { type FromWorker, type ToWorker, toPlainError } from "./protocol";

/** The job's ends of the conversation, before the job's own types are known. */
export type RawIo = {
  feed: () => AsyncGenerator<readonly unknown[]>;
  /** Returns once the rows before these have been taken, so that the main thread stores while the job goes on. */
  give: (rows: unknown[]) => Promise<void>;
  progress: (percent: number) => void;
};

type Run = (input: unknown, io: RawIo) => Promise<unknown>;

/** The worker's side: runs one job after the other, each told by a `start` message. */
export function serveJobs(port: MessagePort, find: (kind: string) => Run | undefined): void {
  let current = 0;
  let answer: (message: ToWorker) => void = () => undefined;
  const say = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
  const ask = (message: FromWorker) =>
    new Promise<ToWorker>((resolve) => {
      answer = resolve;
      say(message);
    });

  async function run(job: number, kind: string, input: unknown): Promise<void> {
    try {
      const perform = find(kind);
      if (perform === undefined) throw new Error(`no job is called ${kind}`);
      const io = ioOf(job, say, ask);
      const result = await perform(input, io);
      await io.taken();
      say({ type: "done", job, result }, buffersIn(result));
    } catch (error) {
      say({ type: "failed", job, error: toPlainError(error) });
    }
  }

  port.on("message", (message: ToWorker) => {
    if (message.type === "start") {
      current = message.job;
      void run(message.job, message.kind, message.input);
    } else if (message.job === current) answer(message);
  });
}

function ioOf(
  job: number,
  say: (message: FromWorker) => void,
  ask: (message: FromWorker) => Promise<ToWorker>,
): RawIo & { taken: () => Promise<unknown> } {
  let told = 0;
  let taking: Promise<unknown> = Promise.resolve();
  return {
    async *feed() {
      for (;;) {
        const answer = await ask({ type: "need", job });
        if (answer.type !== "fed" || answer.items === null) return;
        yield answer.items;
      }
    },
    async give(rows) {
      if (rows.length === 0) return;
      await taking;
      taking = ask({ type: "rows", job, rows });
    },
    taken: () => taking,
    progress(percent) {
      const whole = Math.min(100, Math.max(0, Math.floor(percent)));
      if (whole <= told) return;
      told = whole;
      say({ type: "progress", job, percent: whole });
    },
  };
}

/** A written file moves to the main thread instead of being copied. */
function buffersIn(result: unknown): ArrayBuffer[] {
  if (typeof result !== "object" || result === null || !("file" in result)) return [];
  const { file } = result;
  return file instanceof Uint8Array && file.buffer instanceof ArrayBuffer ? [file.buffer] : [];
}
