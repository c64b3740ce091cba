import fc from "fast-check";
import { expect, test } from "vitest";
import { DomainError, invalidFields } from "@/lib/domain/errors";
import type { PointWrite } from "./edits";
import { createGridStore, type Written } from "./store";

/** A server in memory with the same protection: a cell that holds neither what is expected nor what is wanted clashes. */
function aServer() {
  const cells = new Map<string, string | null>();
  const revisions = new Map<string, number>();
  const write = (id: string, columnId: string, value: string | null) => {
    cells.set(`${id} ${columnId}`, value);
    revisions.set(id, (revisions.get(id) ?? 1) + 1);
  };
  const read = (id: string, columnId = "price") => cells.get(`${id} ${columnId}`) ?? null;
  function answer(writes: PointWrite[]): Written {
    const clashes = writes.flatMap(({ id, attributes, expected }) =>
      Object.entries(attributes).flatMap(([columnId, mine]) => {
        const theirs = read(id, columnId);
        if (theirs === expected[columnId] || theirs === mine) return [];
        return [{ itemId: id, columnId, mine, theirs, by: "Vera", at: null }];
      }),
    );
    if (clashes.length > 0) return { clashes };
    for (const { id, attributes } of writes) {
      for (const [columnId, value] of Object.entries(attributes)) write(id, columnId, value);
    }
    return {
      saved: writes.map(({ id, attributes }) => ({
        id,
        values: Object.fromEntries(
          Object.keys(attributes).flatMap((columnId) => {
            const value = read(id, columnId);
            return value === null ? [] : [[columnId, value]];
          }),
        ),
        revision: revisions.get(id) ?? 1,
      })),
    };
  }
  return { read, write, answer };
}

/** A store whose writes are answered when the test says so. */
function aStore(server = aServer()) {
  const waiting: { writes: PointWrite[]; resolve: (w: Written) => void; reject: (e: unknown) => void }[] = [];
  const timers: (() => void)[] = [];
  const store = createGridStore({
    send: (writes) =>
      new Promise((resolve, reject) => {
        waiting.push({ writes, resolve, reject });
      }),
    later: (work) => {
      timers.push(work);
      return () => undefined;
    },
    pointsPerWrite: 100,
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  async function respond(failure?: unknown): Promise<PointWrite[]> {
    const next = waiting.shift();
    if (!next) throw new Error("nothing was sent");
    if (failure === undefined) next.resolve(server.answer(next.writes));
    else next.reject(failure);
    await settle();
    return next.writes;
  }
  const type = (itemId: string, after: string | null, before: string | null = null) =>
    store.edit([{ itemId, columnId: "price", before, after }]);
  return { server, store, waiting, timers, respond, type };
}

test("what is typed is sent at once, what is typed meanwhile with the next write, and then all is saved", async () => {
  const { server, store, waiting, respond, type } = aStore();
  type("A", "1");
  type("A", "2", "1");
  type("B", "5");
  expect(waiting).toHaveLength(1);
  expect(store.getState().saving.is).toBe("saving");
  expect(await respond()).toEqual([{ id: "A", attributes: { price: "1" }, expected: { price: null } }]);
  expect(await respond()).toEqual([
    { id: "A", attributes: { price: "2" }, expected: { price: "1" } },
    { id: "B", attributes: { price: "5" }, expected: { price: null } },
  ]);
  expect(store.getState()).toMatchObject({ saving: { is: "saved" }, clashes: [], refusals: [] });
  expect(store.isUnsaved()).toBe(false);
  expect([server.read("A"), server.read("B")]).toEqual(["2", "5"]);
});

test("a clash shows both values; the others of the same write are saved; mine can be kept", async () => {
  const { server, store, respond, type } = aStore();
  server.write("A", "price", "9");
  store.edit([
    { itemId: "A", columnId: "price", before: null, after: "1" },
    { itemId: "B", columnId: "price", before: null, after: "2" },
  ]);
  await respond();
  expect(store.getState().clashes).toEqual([
    { itemId: "A", columnId: "price", mine: "1", theirs: "9", by: "Vera", at: null },
  ]);
  await respond();
  expect([server.read("A"), server.read("B")]).toEqual(["9", "2"]);
  expect(store.isUnsaved()).toBe(true);
  store.keepMine(store.getState().clashes);
  await respond();
  expect(server.read("A")).toBe("1");
  expect(store.isUnsaved()).toBe(false);
  server.write("A", "price", "8");
  type("A", "3", "1");
  await respond();
  store.takeTheirs(store.getState().clashes);
  expect(store.isUnsaved()).toBe(false);
  expect(server.read("A")).toBe("8");
});

test("while the server cannot be reached the edits wait, and are sent again", async () => {
  const { server, store, timers, respond, type } = aStore();
  type("A", "1");
  await respond(new DomainError("upstream", "The server cannot be reached."));
  expect(store.getState().saving).toEqual({ is: "waiting", message: "The server cannot be reached." });
  expect(store.isUnsaved()).toBe(true);
  timers.shift()?.();
  await respond();
  expect(server.read("A")).toBe("1");
  expect(store.getState().saving.is).toBe("saved");
});

test("refused cells are named with their reason, and the others are saved", async () => {
  const { server, store, respond } = aStore();
  store.edit([
    { itemId: "A", columnId: "price", before: null, after: "1" },
    { itemId: "B", columnId: "price", before: null, after: "2" },
  ]);
  await respond(invalidFields([{ path: "0.attributes.price", message: "is too much" }]));
  await respond();
  expect(store.getState().refusals).toEqual([
    { itemId: "A", columnId: "price", value: "1", reason: "is too much" },
  ]);
  expect([server.read("A"), server.read("B")]).toEqual([null, "2"]);
});

test("when the version can no longer be edited everything is taken back and listed", async () => {
  const { store, respond, type } = aStore();
  type("A", "1");
  await respond(new DomainError("wrong_state", "Version 1 is active."));
  expect(store.getState()).toMatchObject({
    saving: { is: "saved" },
    refusals: [{ itemId: "A", value: "1", reason: "Version 1 is active." }],
  });
  expect(store.isUnsaved()).toBe(false);
});

test("whatever two people type, no edit is lost: it is saved, or clashes with what stands there", async () => {
  const value = fc.constantFrom("1", "2", "3", "4", null);
  const happening = fc.record({
    who: fc.constantFrom("me", "them", "server", "down"),
    id: fc.constantFrom("A", "B"),
    value,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 25 }), async (story) => {
      const { server, store, waiting, timers, respond } = aStore();
      const mine = new Map<string, string | null>();
      const theirs = new Map<string, (string | null)[]>();
      for (const { who, id, value: wanted } of story) {
        if (who === "me") {
          const before = store.getState().edits.get(`${id} price`)?.value ?? server.read(id);
          store.edit([{ itemId: id, columnId: "price", before, after: wanted }]);
          mine.set(id, wanted);
        } else if (who === "them") {
          server.write(id, "price", wanted);
          theirs.set(id, [...(theirs.get(id) ?? []), wanted]);
        } else if (waiting.length > 0) {
          await respond(who === "down" ? new DomainError("upstream", "down") : undefined);
        }
      }
      while (waiting.length > 0 || timers.length > 0) {
        timers.shift()?.();
        if (waiting.length > 0) await respond();
      }
      for (const [id, last] of mine) {
        const clash = store.getState().clashes.find(({ itemId }) => itemId === id);
        const now = server.read(id);
        const overwritten = (theirs.get(id) ?? []).includes(now);
        expect(now === last || clash?.mine === last || overwritten).toBe(true);
      }
      expect(store.getState().edits.size).toBe(0);
    }),
  );
});
