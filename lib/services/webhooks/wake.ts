const slot = Symbol.for("channelbook.delivering");
type State = { look: () => void };
const shared = globalThis as unknown as Record<symbol, State | undefined>;

/** Looks for deliveries now: something was announced. Does nothing where deliveries do not run. */
export function wakeDelivering(): void {
  shared[slot]?.look();
}

/** What `wakeDelivering` calls, or nothing any more. @returns whether nobody had been there before */
export function onWake(look: (() => void) | undefined): boolean {
  const isFirst = shared[slot] === undefined;
  shared[slot] = look ? { look } : undefined;
  return isFirst;
}
