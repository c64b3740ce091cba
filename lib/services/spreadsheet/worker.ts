import { parentPort } from "node:worker_threads";
import { type RawIo, serveJobs } from "../worker/runner";
import { spreadsheetJobs } from "./jobs";

// The worker thread's entry: bundled into one file of its own (scripts/bundle-workers.mjs).

// A sheet may hold 100,000 bad cells; nobody reads the stack of a refusal.
Error.stackTraceLimit = 5;

type Run = (input: unknown, io: RawIo) => Promise<unknown>;

/** The main thread starts jobs through `runJob`, whose types are those of the table. */
function findJob(kind: string): Run | undefined {
  return (spreadsheetJobs as Record<string, unknown>)[kind] as Run | undefined;
}

if (parentPort) serveJobs(parentPort, findJob);
