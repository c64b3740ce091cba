import { channel } from "node:diagnostics_channel";

/**
 * What the product tells about its own work. Nobody listens unless metrics are on, and then a message costs a function
 * call. Channels are the process's own, however often Next loads this module.
 */

/** A request over its limit was refused. */
export type RequestRefused = { kind: "token" | "address" };
export const requestRefused = channel("channelbook.request.refused");

/** An import of prices ended: `rows` of the file, how it ended, and after how many seconds. */
export type ImportEnded = { outcome: "success" | "partial" | "failed"; rows: number; seconds: number };
export const importEnded = channel("channelbook.import.ended");

/** A version was activated by the clock, so many seconds after its start. */
export type VersionSettled = { lateSeconds: number };
export const versionSettled = channel("channelbook.version.settled");
