import { describe, expect, test } from "vitest";
import { allowedEvents, nextState, refusal, type Transitions, tableFaults } from "./transitions";

type State = "draft" | "live" | "gone";
type Event = "publish" | "remove";
const table: Transitions<State, Event> = {
  draft: { publish: "live", remove: "gone" },
  live: { remove: "gone" },
  gone: {},
};

describe("transition tables", () => {
  test("an event in the table leads to its state", () => {
    expect(nextState(table, "draft", "publish", "OFR-1")).toBe("live");
    expect(allowedEvents(table, "draft")).toEqual(["publish", "remove"]);
  });

  test("an event outside the table names the state, the event and what is allowed", () => {
    expect(() => nextState(table, "live", "publish", "OFR-1")).toThrow(
      "OFR-1 is live: publish is not possible. Allowed: remove.",
    );
    expect(refusal(table, "gone", "publish", "OFR-1")).toBe(
      "OFR-1 is gone: publish is not possible. Nothing more is allowed.",
    );
    expect(refusal(table, "draft", "publish", "OFR-1")).toBeUndefined();
  });

  test("faults name unreachable and unknown states", () => {
    expect(tableFaults(table, "draft")).toEqual([]);
    expect(tableFaults(table, "live")).toEqual(["draft cannot be reached"]);
    const broken = { draft: { publish: "lost" } } as unknown as Transitions<State, Event>;
    expect(tableFaults(broken, "draft")).toEqual(["draft -> publish leads to the unknown state lost"]);
  });
});
