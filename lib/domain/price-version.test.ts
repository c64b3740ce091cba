import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError } from "./errors";
import { listStatus, type PriceListFacts } from "./price-list";
import { due, inForceAt, settlement, validities } from "./price-settlement";
import {
  activateVersion,
  pointsRefusal,
  removeVersion,
  scheduleVersion,
  unscheduleVersion,
  type VersionChange,
  type VersionFacts,
  versionActions,
  versionRefusal,
  versionTransitions,
  withdrawVersions,
} from "./price-version";
import { tableFaults } from "./transitions";

const now = new Date("2026-11-24T12:00:00.000Z");
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const list: PriceListFacts = { id: "PL-1", status: "active" };

function version(id: string, facts: Partial<VersionFacts> = {}): VersionFacts {
  return { id, status: "draft", startAt: null, activatedAt: null, expiredAt: null, ...facts };
}

const draft = version("PLV-3");
const scheduled = version("PLV-2", { status: "scheduled", startAt: later(1000) });
const active = version("PLV-1", { status: "active", activatedAt: later(-1000) });
const all = [active, scheduled, draft];

describe("the table of versions", () => {
  test("every state can be reached, and none leads out of the table", () => {
    expect(tableFaults(versionTransitions, "draft")).toEqual([]);
    expect(Object.keys(versionActions)).toEqual(Object.keys(versionTransitions));
  });

  test("refusals name the version, its state and what is allowed", () => {
    expect(versionRefusal(list, active, "activate", all)).toBe(
      "PLV-1 is active: activate is not possible. Nothing more is allowed.",
    );
    expect(versionRefusal(list, draft, "unschedule", all)).toBe(
      "PLV-3 is draft: unschedule is not possible. Allowed: schedule, activate, remove.",
    );
    expect(versionRefusal(list, draft, "remove", all)).toBeUndefined();
    expect(versionRefusal(list, draft, "remove", [draft])).toBe(
      "PLV-3 is the only version of PL-1: remove is not possible. Delete the price list instead.",
    );
    expect(versionRefusal({ ...list, status: "terminated" }, draft, "remove", all)).toBe(
      "PL-1 is terminated: it accepts nothing more.",
    );
    expect(pointsRefusal(list, draft)).toBeUndefined();
    expect(pointsRefusal(list, scheduled)).toBe(
      "PLV-2 is scheduled: only the prices of a draft can be edited. Create a new version from it instead.",
    );
  });
});

describe("the effects of an event", () => {
  test("activating expires the active version at the same instant and leaves start_at as given", () => {
    expect(activateVersion(list, scheduled, all, now)).toEqual([
      { versionId: "PLV-1", event: "expire", from: "active", to: "expired", at: now, startAt: null },
      {
        versionId: "PLV-2",
        event: "activate",
        from: "scheduled",
        to: "active",
        at: now,
        startAt: scheduled.startAt,
      },
    ]);
    expect(() => activateVersion(list, active, all, now)).toThrow(DomainError);
  });

  test("scheduling needs a start: its own or a new one; a scheduled version can be given another date", () => {
    expect(scheduleVersion(list, draft, all, later(5), now)[0]).toMatchObject({
      to: "scheduled",
      startAt: later(5),
    });
    const dated = version("PLV-4", { startAt: later(7) });
    expect(scheduleVersion(list, dated, all, null, now)[0]?.startAt).toEqual(later(7));
    expect(scheduleVersion(list, scheduled, all, scheduled.startAt, now)[0]?.from).toBe("scheduled");
    expect(() => scheduleVersion(list, draft, all, null, now)).toThrow("start_at: must be given");
  });

  test.each([
    [-1, false],
    [0, false],
    [1, true],
  ])("a start %d ms from now is accepted: %s", (offset, accepted) => {
    const run = () => scheduleVersion(list, draft, all, later(offset), now);
    if (accepted) expect(run()).toHaveLength(1);
    else expect(run).toThrow(`start_at: ${later(offset).toISOString()} is not in the future`);
  });

  test("two versions of a list may not start at the same instant", () => {
    expect(() => scheduleVersion(list, draft, all, later(1000), now)).toThrow(
      `start_at: ${later(1000).toISOString()} is already the start of PLV-2; choose another instant`,
    );
    expect(scheduleVersion(list, draft, all, later(1001), now)).toHaveLength(1);
  });

  test("unscheduling forgets the start; terminating expires the active and returns scheduled ones to draft", () => {
    expect(unscheduleVersion(list, scheduled, all, now)[0]).toMatchObject({ to: "draft", startAt: null });
    expect(withdrawVersions(all, now).map((c) => [c.versionId, c.to, c.startAt])).toEqual([
      ["PLV-1", "expired", null],
      ["PLV-2", "draft", null],
    ]);
  });
});

describe("the clock", () => {
  test.each([
    [999, []],
    [1000, ["PLV-2"]],
    [1001, ["PLV-2"]],
  ])("%d ms after now, with a start at 1000 ms, due is %j", (offset, ids) => {
    expect(due(all, later(offset)).map(({ id }) => id)).toEqual(ids);
  });

  test.each([
    [999, "PLV-1"],
    [1000, "PLV-2"],
    [1001, "PLV-2"],
  ])("%d ms after now %s is in force, settled or not", (offset, id) => {
    expect(inForceAt(all, later(offset))?.version.id).toBe(id);
    const settled = [
      { ...active, status: "expired", expiredAt: later(1000) } as const,
      { ...scheduled, status: "active", activatedAt: later(1000) } as const,
    ];
    expect(inForceAt(settled, later(offset))?.version.id).toBe(id);
  });

  test("several versions of several lists settle in start order, each at its own start", () => {
    const waiting = [
      { versionId: "B2", listId: "B", startAt: later(20) },
      { versionId: "A3", listId: "A", startAt: later(30) },
      { versionId: "A2", listId: "A", startAt: later(10) },
      { versionId: "C1", listId: "C", startAt: later(20) },
      { versionId: "A4", listId: "A", startAt: later(41) },
    ];
    expect(settlement(waiting, new Map([["A", "A1"]]), later(40))).toEqual([
      { versionId: "A2", listId: "A", at: later(10), expires: "A1" },
      { versionId: "B2", listId: "B", at: later(20), expires: null },
      { versionId: "C1", listId: "C", at: later(20), expires: null },
      { versionId: "A3", listId: "A", at: later(30), expires: "A2" },
    ]);
  });

  test("before the first activation, and after the end of a terminated list, nothing is in force", () => {
    const past = version("PLV-1", { status: "expired", activatedAt: later(-10), expiredAt: now });
    expect(inForceAt([past], later(-11))).toBeUndefined();
    expect(inForceAt([past], later(-10))?.to).toEqual(now);
    expect(inForceAt([past], later(-1))?.version.id).toBe("PLV-1");
    expect(inForceAt([past], now)).toBeUndefined();
    expect(inForceAt([draft], now)).toBeUndefined();
  });
});

type Step =
  | { do: "create" }
  | { do: "terminate" }
  | { do: "schedule" | "unschedule" | "activate" | "remove"; which: number; in: number }
  | { do: "wait"; for: number };

type World = {
  now: number;
  terminated: boolean;
  versions: VersionFacts[];
  made: number;
  changes: VersionChange[];
};

function save(world: World, changes: readonly VersionChange[]): void {
  for (const { versionId, to, at, startAt } of changes) {
    world.versions = world.versions.flatMap((old): VersionFacts[] => {
      if (old.id !== versionId) return [old];
      if (to === "deleted") return [];
      const activatedAt = to === "active" ? at : old.activatedAt;
      return [{ ...old, status: to, startAt, activatedAt, expiredAt: to === "expired" ? at : old.expiredAt }];
    });
  }
  world.changes.push(...changes);
}

function facts(world: World): PriceListFacts {
  return {
    id: "PL-1",
    status: listStatus(
      world.versions.map((v) => v.status),
      world.terminated,
    ),
  };
}

function settle(world: World): void {
  const waiting = due(world.versions, new Date(world.now));
  const current = world.versions.find((v) => v.status === "active");
  const settled = settlement(
    waiting.map((v) => ({ versionId: v.id, listId: "PL-1", startAt: v.startAt ?? now })),
    new Map(current ? [["PL-1", current.id]] : []),
    new Date(world.now),
  );
  for (const { versionId, at, expires } of settled) {
    const change = { at, startAt: at } as const;
    if (expires) {
      const startAt = world.versions.find((v) => v.id === expires)?.startAt ?? null;
      save(world, [{ versionId: expires, event: "expire", from: "active", to: "expired", at, startAt }]);
    }
    save(world, [{ ...change, versionId, event: "start", from: "scheduled", to: "active" }]);
  }
}

function perform(world: World, step: Step): void {
  const at = new Date(world.now);
  if (step.do === "wait") world.now += step.for;
  else if (step.do === "create") {
    if (world.terminated) return;
    world.made += 1;
    world.versions.push(version(`PLV-${world.made}`));
  } else if (step.do === "terminate") {
    if (facts(world).status !== "active") return;
    save(world, withdrawVersions(world.versions, at));
    world.terminated = true;
  } else {
    const chosen = world.versions[step.which % Math.max(1, world.versions.length)];
    if (!chosen) return;
    const args = [facts(world), chosen, world.versions] as const;
    if (step.do === "schedule") save(world, scheduleVersion(...args, new Date(world.now + step.in), at));
    if (step.do === "unschedule") save(world, unscheduleVersion(...args, at));
    if (step.do === "activate") save(world, activateVersion(...args, at));
    if (step.do === "remove") save(world, removeVersion(...args, at));
  }
}

function run(steps: readonly Step[], settleWhileWaiting: boolean): World {
  const world: World = {
    now: now.getTime(),
    terminated: false,
    versions: [version("PLV-0")],
    made: 0,
    changes: [],
  };
  for (const step of steps) {
    if (step.do === "wait" && settleWhileWaiting) {
      for (let passed = 0; passed < step.for; passed += 1) {
        world.now += 1;
        settle(world);
      }
      continue;
    }
    settle(world);
    try {
      perform(world, step);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
    settle(world);
  }
  return world;
}

const which = fc.nat(5);
const steps = fc.array(
  fc.oneof(
    fc.constantFrom<Step>({ do: "create" }, { do: "create" }, { do: "terminate" }),
    fc.record({
      do: fc.constantFrom("schedule", "schedule", "unschedule", "activate", "remove"),
      which,
      in: fc.integer({ min: -1, max: 12 }),
    }) as fc.Arbitrary<Step>,
    fc.record({ do: fc.constant("wait"), for: fc.integer({ min: 1, max: 10 }) }) as fc.Arbitrary<Step>,
  ),
  { maxLength: 30 },
);

describe("random lives of a price list", () => {
  test("no transition leaves the table, at most one version is active, and there is no gap between activations", () => {
    fc.assert(
      fc.property(steps, (life) => {
        const world = run(life, false);
        for (const { event, from, to } of world.changes) {
          expect(versionTransitions[from][event]).toBe(to);
        }
        expect(world.versions.filter((v) => v.status === "active").length).toBeLessThanOrEqual(1);
        const periods = validities(world.versions);
        periods.forEach(({ from, to }, index) => {
          const next = periods[index + 1];
          if (next) expect(to).toEqual(next.from);
          if (to) expect(to.getTime()).toBeGreaterThan(from.getTime());
        });
        expect(periods.at(-1)?.to ?? null).toEqual(
          world.terminated ? (periods.at(-1)?.version.expiredAt ?? null) : null,
        );
      }),
      { numRuns: 500 },
    );
  });

  test("a process that was stopped over the starts ends with the same versions and the same instants", () => {
    fc.assert(
      fc.property(steps, (life) => {
        expect(run(life, false).versions).toEqual(run(life, true).versions);
      }),
      { numRuns: 500 },
    );
  });

  test("what is in force at an instant is the same before and after it was settled", () => {
    fc.assert(
      fc.property(steps, fc.nat(30), (life, offset) => {
        const world = run(life, false);
        const at = new Date(world.now + offset);
        const before = inForceAt(world.versions, at)?.version.id;
        world.now += offset;
        settle(world);
        expect(inForceAt(world.versions, at)?.version.id).toBe(before);
        expect(world.versions.find((v) => v.status === "active")?.id).toBe(before);
      }),
      { numRuns: 500 },
    );
  });
});
