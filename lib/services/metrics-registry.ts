import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { type TransactionWait, transactionWait } from "@/db/measure";
import {
  type ImportEnded,
  importEnded,
  type RequestRefused,
  requestRefused,
  type VersionSettled,
  versionSettled,
} from "./measure";
import { routeFinder } from "./routes";

/** Upper bounds in seconds. */
const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const waitBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];
const importBuckets = [0.5, 1, 2.5, 5, 10, 30, 60, 180];

/** All that is measured: the process and its event loop, requests, the database's queue, imports, settling. */
export async function createRegistry(): Promise<Registry> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  await measureRequests(registry);
  measureTransactions(registry);
  measureImports(registry);
  measureSettling(registry);
  return registry;
}

async function measureRequests(registry: Registry): Promise<void> {
  const routeOf = await routeFinder();
  const duration = new Histogram({
    name: "channelbook_http_request_duration_seconds",
    help: "How long requests took to be answered, by route (as the product calls it), method and status.",
    labelNames: ["method", "route", "status"] as const,
    buckets: requestBuckets,
    registers: [registry],
  });
  const underway = new Gauge({
    name: "channelbook_http_requests_in_flight",
    help: "Requests that are being answered now.",
    registers: [registry],
  });
  const refused = new Counter({
    name: "channelbook_http_requests_refused_total",
    help: "Requests that were over the limit of their token or address (429).",
    labelNames: ["kind"] as const,
    registers: [registry],
  });
  listen<RequestRefused>(requestRefused.name, ({ kind }) => refused.inc({ kind }));
  listen<{ request: IncomingMessage; response: ServerResponse }>(
    "http.server.request.start",
    ({ request, response }) => {
      underway.inc();
      const end = duration.startTimer();
      const { method = "", url = "" } = request;
      response.once("close", () => {
        underway.dec();
        // What was not found may be any address that somebody made up.
        const route = response.statusCode === 404 ? "not found" : routeOf(url);
        const status = response.writableFinished ? String(response.statusCode) : "aborted";
        end({ method, route, status });
      });
    },
  );
}

function measureTransactions(registry: Registry): void {
  const wait = new Histogram({
    name: "channelbook_db_transaction_wait_seconds",
    help: "How long transactions waited for their turn (SQLite) or a connection (PostgreSQL).",
    buckets: waitBuckets,
    registers: [registry],
  });
  listen<TransactionWait>(transactionWait.name, ({ seconds }) => wait.observe(seconds));
}

function measureImports(registry: Registry): void {
  const duration = new Histogram({
    name: "channelbook_import_duration_seconds",
    help: "How long imports of prices took, from the upload to their end, by outcome.",
    labelNames: ["outcome"] as const,
    buckets: importBuckets,
    registers: [registry],
  });
  const read = new Counter({
    name: "channelbook_import_rows_total",
    help: "Rows of the files that imports read to the end.",
    registers: [registry],
  });
  listen<ImportEnded>(importEnded.name, ({ outcome, rows, seconds }) => {
    duration.observe({ outcome }, seconds);
    read.inc(rows);
  });
}

function measureSettling(registry: Registry): void {
  const settled = new Counter({
    name: "channelbook_versions_settled_total",
    help: "Versions that the clock has activated.",
    registers: [registry],
  });
  const late = new Gauge({
    name: "channelbook_version_settled_late_seconds",
    help: "How long after its start the last version was activated; its prices counted from the start all the same.",
    registers: [registry],
  });
  listen<VersionSettled>(versionSettled.name, ({ lateSeconds }) => {
    settled.inc();
    late.set(lateSeconds);
  });
}

/** What a channel carries is what its publisher's type says. */
function listen<Message>(channel: string | symbol, take: (message: Message) => void): void {
  subscribe(channel, (message) => take(message as Message));
}
