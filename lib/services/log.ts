import pino, { type Logger } from "pino";
import { requestId } from "./context";

const slot = Symbol.for("channelbook.log");
const shared = globalThis as unknown as Record<symbol, Logger | undefined>;

/** Structured logs, one JSON line each; secrets are redacted, every line of a request carries its id. */
export function log(): Logger {
  shared[slot] ??= pino({
    level: process.env.LOG_LEVEL ?? "info",
    base: undefined,
    redact: ["authorization", "cookie", "password", "secret", "*.authorization", "*.password", "*.secret"],
    mixin: () => {
      const id = requestId();
      return id ? { requestId: id } : {};
    },
  });
  return shared[slot];
}
