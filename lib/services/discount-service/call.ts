import type { Caller } from "./identity";

/** One authenticated request. */
export type Call = {
  request: Request;
  url: URL;
  caller: Caller;
  correlationId: string;
  /** The instant the answer is for: now, or what our own connector asks about in process. */
  at: Date;
  isAsOf: boolean;
  inProcess: boolean;
};
