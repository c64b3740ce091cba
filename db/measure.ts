import { channel } from "node:diagnostics_channel";

/** A transaction began after it had waited for its turn (SQLite) or for a connection (PostgreSQL). Heard by metrics only. */
export type TransactionWait = { seconds: number };
export const transactionWait = channel("channelbook.transaction.wait");

/** Starts a watch that tells how long a transaction waited; free of cost while nobody listens. */
export function watchWait(): () => void {
  if (!transactionWait.hasSubscribers) return () => undefined;
  const start = performance.now();
  return () => transactionWait.publish({ seconds: (performance.now() - start) / 1000 });
}
