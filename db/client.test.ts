import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { bulkInsert } from "./bulk-insert";
import { database } from "./client";
import { account } from "./schema/accounts";
import { activity } from "./schema/activity";
import type { Tx } from "./types";

const db = database();
let counter = 0;

function row(overrides: Partial<typeof account.$inferInsert> = {}) {
  counter += 1;
  return {
    id: `VA-900-${String(counter).padStart(3, "0")}`,
    kind: "vendor" as const,
    name: "A",
    createdAt: new Date(1),
    ...overrides,
  };
}

async function count(): Promise<number> {
  return db.$count(account);
}

describe("transactions", () => {
  test("commit what they did, and types survive the round trip", async () => {
    const made = row({ demo: true, createdAt: new Date("2026-03-01T00:00:00.123Z") });
    await db.transaction((tx) => tx.insert(account).values(made));
    const [read] = await db.select().from(account).where(eq(account.id, made.id));
    expect(read).toEqual({ ...made, distributorId: null });
  });

  test("undo everything when the work throws", async () => {
    const before = await count();
    const work = db.transaction(async (tx) => {
      await tx.insert(account).values(row());
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    expect(await count()).toBe(before);
  });

  test("nobody sees half of one", async () => {
    const made = row();
    let seen = -1;
    await db.transaction(async (tx) => {
      await tx.insert(account).values(made);
      seen = await db.$count(account, eq(account.id, made.id));
    });
    expect(seen).toBe(0);
    expect(await db.$count(account, eq(account.id, made.id))).toBe(1);
  });

  test("twenty that read and then write lose no update", async () => {
    const made = row({ name: "0" });
    await db.transaction((tx) => tx.insert(account).values(made));
    await Promise.all(
      Array.from({ length: 20 }, () =>
        db.transaction(async (tx) => {
          const [now] = await tx.select({ name: account.name }).from(account).where(eq(account.id, made.id));
          await new Promise((resolve) => setImmediate(resolve));
          await tx
            .update(account)
            .set({ name: String(Number(now?.name) + 1) })
            .where(eq(account.id, made.id));
        }),
      ),
    );
    const [end] = await db.select({ name: account.name }).from(account).where(eq(account.id, made.id));
    expect(end?.name).toBe("20");
  });

  test("one inside another is refused, a savepoint is not", async () => {
    const [outer, inner] = [row(), row()];
    await db.transaction(async (tx) => {
      await expect(db.transaction(async () => undefined)).rejects.toThrow("inside another");
      await tx.insert(account).values(outer);
      await expect(
        tx.transaction(async (nested) => {
          await nested.insert(account).values(inner);
          await nested.insert(account).values(inner);
        }),
      ).rejects.toThrow();
      expect(await tx.$count(account, eq(account.id, inner.id))).toBe(0);
    });
    expect(await db.$count(account, eq(account.id, outer.id))).toBe(1);
  });

  test("a tx is refused once its transaction has ended", async () => {
    let kept: Tx | undefined;
    let query: PromiseLike<unknown> | undefined;
    await db.transaction(async (tx) => {
      kept = tx;
      query = tx.insert(account).values(row());
    });
    expect(() => kept?.select().from(account)).toThrow("had ended");
    await expect(Promise.resolve(query)).rejects.toThrow();
  });

  test("a savepoint's tx is refused once the savepoint has ended", async () => {
    await db.transaction(async (tx) => {
      let kept: Tx | undefined;
      await tx.transaction(async (nested) => {
        kept = nested;
      });
      expect(() => kept?.insert(account)).toThrow("had ended");
      expect(await tx.$count(account, eq(account.id, "nobody"))).toBe(0);
    });
  });
});

describe("reading", () => {
  test("a snapshot sees one moment", async () => {
    const made = row();
    await db.snapshot(async (read) => {
      const before = await read.$count(account);
      await db.transaction((tx) => tx.insert(account).values(made));
      expect(await read.$count(account)).toBe(before);
    });
    expect(await db.$count(account, eq(account.id, made.id))).toBe(1);
  });

  test("text is ordered by bytes on both engines", async () => {
    const names = ["b", "A", "a", "Z", "é"];
    const rows = names.map((name) => row({ name: `order ${name}` }));
    await db.transaction((tx) => tx.insert(account).values(rows));
    const read = await db
      .select({ name: account.name })
      .from(account)
      .where(sql`${account.name} like 'order %'`)
      .orderBy(account.name);
    expect(read.map((r) => r.name.slice(6))).toEqual(["A", "Z", "a", "b", "é"]);
  });
});

describe("bulk insert", () => {
  test("writes thousands of rows and lets others in between statements", async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => ({
      id: `bulk-${i}`,
      at: new Date(i),
      actorType: "system" as const,
      actorId: "s",
      actorName: "s",
      verb: "load",
      objectType: "x",
      objectId: "bulk",
      objectName: "x",
      changes: [],
    }));
    let turns = 0;
    let running = true;
    const others = (async () => {
      while (running) {
        turns += 1;
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    await db.transaction((tx) => bulkInsert(tx, activity, rows));
    running = false;
    await others;
    expect(await db.$count(activity, eq(activity.objectId, "bulk"))).toBe(3000);
    expect(turns).toBeGreaterThanOrEqual(6);
  });
});

describe("rules the database keeps by itself", () => {
  test("a state outside the list is refused", async () => {
    const wrong = row({ kind: "pirate" as "vendor" });
    await expect(db.transaction((tx) => tx.insert(account).values(wrong))).rejects.toThrow();
  });
});
