import { sql } from "drizzle-orm";
import fc from "fast-check";
import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { isDomainError } from "../lib/domain/errors";
import {
  anyOf,
  eq,
  everything,
  type ListQuery,
  parseListQuery,
  type RqlNode,
  where,
} from "../lib/domain/rql";
import { readInstant } from "../lib/domain/rql-fields";
import { filterRows, type RowFields } from "../lib/domain/rql-rows";
import { database } from "./client";
import { bool, instant, integer, json, money, table, text } from "./columns";
import { databaseUrl, isPostgres, sqliteFile } from "./dialect";
import { openSqlite } from "./engine.sqlite";
import { compileList, type FilterFields } from "./filter";

const probe = table("filter_probe", {
  id: text().primaryKey(),
  name: text(),
  title: text().notNull(),
  stock: integer(),
  amount: money().notNull(),
  at: instant(),
  flag: bool(),
  tags: json<string[]>(),
  months: json<number[]>().notNull(),
});
type Row = typeof probe.$inferSelect;

const fields: FilterFields = {
  id: { column: probe.id, type: "text", orderable: true, nullId: "MP-00000" },
  name: { column: probe.name, type: "text", orderable: true, searchable: true, nullId: "PL-000" },
  title: { column: probe.title, type: "text", orderable: true, searchable: true },
  stock: { column: probe.stock, type: "number", orderable: true },
  "stats.amount": { column: probe.amount, type: "number", orderable: true },
  at: { column: probe.at, type: "instant", orderable: true },
  flag: { column: probe.flag, type: "boolean", orderable: true },
  tags: { column: probe.tags, type: "list" },
  months: { column: probe.months, type: "list" },
};

beforeAll(async () => {
  // A collation that is not the bytes' order: PostgreSQL must not let it show.
  const types = isPostgres
    ? {
        text: `text collate "und-x-icu"`,
        bigint: "bigint",
        at: "timestamptz(3)",
        flag: "boolean",
        json: "jsonb",
      }
    : { text: "text", bigint: "integer", at: "integer", flag: "integer", json: "text" };
  const create = `create table filter_probe (id ${types.text} primary key, name ${types.text}, title ${types.text} not null, stock integer,
    amount ${types.bigint} not null, at ${types.at}, flag ${types.flag}, tags ${types.json}, months ${types.json} not null)`;
  if (isPostgres) {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(create);
    await client.end();
  } else {
    openSqlite(sqliteFile(databaseUrl), "write").exec(create).close();
  }
});

async function replaceRows(rows: Row[]): Promise<void> {
  await database().transaction(async (tx) => {
    await tx.delete(probe);
    if (rows.length > 0) await tx.insert(probe).values(rows);
  });
}

async function ask(query: string | ListQuery): Promise<string[]> {
  const asked = typeof query === "string" ? parseListQuery(query) : query;
  const { where: condition, orderBy } = compileList(asked, fields, probe.id);
  const rows = await database()
    .select({ id: probe.id })
    .from(probe)
    .where(condition)
    .orderBy(...orderBy);
  return rows.map((row) => row.id);
}

// The same rules once more, over rows in memory and with nothing of the compiler.

const actualOf: Record<string, (row: Row) => unknown> = {
  id: (row) => row.id,
  name: (row) => row.name,
  title: (row) => row.title,
  stock: (row) => row.stock,
  "stats.amount": (row) => row.amount,
  at: (row) => row.at?.getTime() ?? null,
  flag: (row) => row.flag,
  tags: (row) => row.tags,
  months: (row) => row.months,
};

/** What `filterRows` is told of the same rows. */
const inMemory = Object.fromEntries(
  Object.entries(fields).map(([name, { type, orderable, searchable, nullId }]) => [
    name,
    {
      of: actualOf[name]!,
      type,
      nullable: !["id", "title", "stats.amount", "months"].includes(name),
      ...{ orderable, searchable, nullId },
    },
  ]),
) as RowFields<Row>;

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === "string" && typeof b === "string") return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b);
}

function wanted(field: string, value: string): unknown {
  const type = fields[field]!.type;
  if (type === "number") return Number(value);
  if (type === "instant") return Date.parse(value);
  return type === "boolean" ? value === "true" : value;
}

const asciiLower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

function patternHolds(pattern: string, value: unknown, ignoreCase: boolean): boolean {
  if (typeof value !== "string") return false;
  const source = pattern.replace(/\\\*|\*|[\s\S]/gu, (token) => {
    if (token === "*") return "[\\s\\S]*";
    return (token === "\\*" ? "*" : token).replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  });
  const fold = (text: string) => (ignoreCase ? asciiLower(text) : text);
  return new RegExp(`^${ignoreCase ? fold(source).replaceAll("[\\s\\s]", "[\\s\\S]") : source}$`, "u").test(
    fold(value),
  );
}

function isOneOf(row: Row, field: string, values: (string | { special: "null" | "empty" })[]): boolean {
  const actual = actualOf[field]!(row);
  return values.some((value) => {
    if (typeof value !== "string") return value.special === "null" ? actual === null : actual === "";
    if (value === fields[field]!.nullId) return actual === null;
    if (Array.isArray(actual)) return actual.map(String).includes(value);
    return actual !== null && actual === wanted(field, value);
  });
}

function holds(row: Row, node: RqlNode): boolean {
  if (node.op === "and") return node.nodes.every((part) => holds(row, part));
  if (node.op === "or") return node.nodes.some((part) => holds(row, part));
  if (node.op === "not") return !holds(row, node.node);
  if (node.op === "in") return isOneOf(row, node.field, node.values);
  if (node.op === "out") return !isOneOf(row, node.field, node.values);
  if (!("value" in node)) throw new Error("not a condition");
  if (node.op === "eq") return isOneOf(row, node.field, [node.value]);
  if (node.op === "ne") return !isOneOf(row, node.field, [node.value]);
  const actual = actualOf[node.field]!(row);
  if (typeof node.value !== "string" || actual === null) return false;
  if (node.op === "like" || node.op === "ilike") return patternHolds(node.value, actual, node.op === "ilike");
  const order = compareValues(actual, wanted(node.field, node.value));
  return { gt: order > 0, ge: order >= 0, lt: order < 0, le: order <= 0 }[node.op];
}

function expected(rows: Row[], query: ListQuery): string[] {
  const kept = rows.filter((row) => {
    if (query.filter && !holds(row, query.filter)) return false;
    if (!query.search) return true;
    return [row.name, row.title].some((value) => patternHolds(`*${query.search}*`, value, true));
  });
  const tie = { field: "id", descending: query.ordering.at(-1)?.descending ?? false };
  return kept
    .toSorted((a, b) => {
      for (const { field, descending } of [...query.ordering, tie]) {
        const [left, right] = [actualOf[field]!(a), actualOf[field]!(b)];
        if (left === null || right === null) {
          if (left !== right) return left === null ? 1 : -1;
          continue;
        }
        const order = compareValues(left, right);
        if (order !== 0) return descending ? -order : order;
      }
      return 0;
    })
    .map((row) => row.id);
}

const word = fc.constantFrom(
  ..."a|A|b|ab|AB|aB|É|é|a*b|a%b|a_b|a[b]|a?b|a\\b|\\|*|%|Müller|MÜLLER|ß|\u{1F600}|\uFFFD|a b|PL-000".split(
    "|",
  ),
  "",
);
const day = fc.constantFrom(
  "2026-03-01T00:00:00.000Z",
  "2026-03-01T00:00:00.001Z",
  "2026-02-28T23:00:00.000Z",
  "1969-12-31T23:59:59.999Z",
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 4 });
const number = fc.constantFrom(-1, 0, 1, 2, 10);
const rowsOf = fc.array(
  fc.record({
    name: maybe(word),
    title: word,
    stock: maybe(number),
    amount: fc.constantFrom(0, 1, 999_999_999_999_999, -5),
    at: maybe(day.map((iso) => new Date(iso))),
    flag: maybe(fc.boolean()),
    tags: maybe(fc.array(word, { maxLength: 3 })),
    months: fc.array(fc.constantFrom(1, 12, 36), { maxLength: 2 }),
  }),
  { maxLength: 25 },
);

const numberText = fc.constantFrom("-1", "0", "1", "1.5", "10", "999999999999999", "-0.25");
const instantText = fc.oneof(
  day,
  fc.constantFrom("2026-03-01", "2026-03-01T01:00:00+01:00", "1970-01-01T00:00Z"),
);
const inequality = fc.constantFrom("gt" as const, "ge" as const, "lt" as const, "le" as const);
const texts = fc.constantFrom("name", "title");
const nothing = { special: "null" as const };
const empty = { special: "empty" as const };

const typed: [fc.Arbitrary<string>, fc.Arbitrary<string | typeof nothing | typeof empty>][] = [
  [
    fc.constant("name"),
    fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: fc.constantFrom(nothing, empty) }),
  ],
  [
    fc.constant("title"),
    fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: fc.constant(empty) }),
  ],
  [
    fc.constant("stock"),
    fc.oneof({ weight: 4, arbitrary: numberText }, { weight: 1, arbitrary: fc.constant(nothing) }),
  ],
  [fc.constant("stats.amount"), numberText],
  [
    fc.constant("at"),
    fc.oneof({ weight: 4, arbitrary: instantText }, { weight: 1, arbitrary: fc.constant(nothing) }),
  ],
  [fc.constant("flag"), fc.constantFrom("true", "false", nothing)],
  [
    fc.constant("tags"),
    fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: fc.constant(nothing) }),
  ],
  [fc.constant("months"), fc.constantFrom("1", "12", "7")],
];
const pattern = fc
  .array(fc.constantFrom("*", "\\*", "a", "A", "b", "%", "_", "[b]", "?", "\\", "É", "é", "ü", " "), {
    maxLength: 5,
  })
  .map((parts) => parts.join(""))
  .filter((text) => !/(?<!\\)(?:\\\\)*\*\*/.test(text.replaceAll("\\*", "x")));

const { node } = fc.letrec<{ node: RqlNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    ...typed.map(([field, value]) =>
      fc.record({ op: fc.constantFrom("eq" as const, "ne" as const), field, value }),
    ),
    ...typed.map(([field, value]) =>
      fc.record({
        op: fc.constantFrom("in" as const, "out" as const),
        field,
        values: fc.array(value, { maxLength: 3 }),
      }),
    ),
    fc.record({ op: inequality, field: texts, value: word }),
    fc.record({ op: inequality, field: fc.constantFrom("stock", "stats.amount"), value: numberText }),
    fc.record({ op: inequality, field: fc.constant("at"), value: instantText }),
    {
      weight: 8,
      arbitrary: fc.record({
        op: fc.constantFrom("like" as const, "ilike" as const),
        field: texts,
        value: pattern,
      }),
    },
    fc.record({ op: fc.constant("not" as const), node: tie("node") }),
    fc.record({
      op: fc.constantFrom("and" as const, "or" as const),
      nodes: fc.array(tie("node"), { maxLength: 3 }),
    }),
  ),
}));
const ordering = fc.uniqueArray(
  fc.record({
    field: fc.constantFrom("name", "title", "stock", "stats.amount", "at", "flag"),
    descending: fc.boolean(),
  }),
  { maxLength: 3, selector: (term) => term.field },
);
const search = fc.option(fc.constantFrom("a", "A", "É", "[b]", "%", "a_", "müller", "?", "\u{1F600}"), {
  nil: undefined,
  freq: 3,
});
const queryOf = fc.record({ filter: node, search, ordering });

describe("compiled conditions", () => {
  it("agree with a naive filter in memory", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        rowsOf,
        fc.array(queryOf, { minLength: 5, maxLength: 10 }),
        async (drafts, queries) => {
          const rows = drafts.map((draft, n) => ({ id: `R-${String(n).padStart(3, "0")}`, ...draft }));
          await replaceRows(rows);
          for (const part of queries) {
            const query = { ...everything, ...part };
            const wanted = expected(rows, query);
            expect(await ask(query)).toEqual(wanted);
            const tie = { field: "id", descending: part.ordering.at(-1)?.descending ?? false };
            const asked = { ...query, ordering: [...part.ordering, tie] };
            expect(filterRows(asked, rows, inMemory).rows.map((row) => row.id)).toEqual(wanted);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it("find rows by what clients really send", async () => {
    const blank = { name: null, stock: null, at: null, flag: null, tags: null, months: [], amount: 0 };
    await replaceRows([
      {
        ...blank,
        id: "A",
        title: "Office Team",
        name: "team",
        flag: true,
        at: new Date("2026-03-01T00:00:00Z"),
      },
      { ...blank, id: "B", title: "office solo", stock: 5, flag: false, tags: ["US", "DE"], months: [1, 12] },
      { ...blank, id: "C", title: "100 %", name: "", stock: 12 },
    ]);
    expect(await ask("like(title,*Office*)")).toEqual(["A"]);
    expect(await ask("ilike(title,*Office*)")).toEqual(["A", "B"]);
    expect(await ask("search=OFF*m")).toEqual(["A"]);
    expect(await ask("search=%22%25%22")).toEqual(["C"]);
    expect(await ask("eq(name,null())")).toEqual(["B"]);
    expect(await ask("name=PL-000")).toEqual(["B"]);
    expect(await ask("ne(name,team)&ordering(-stock)")).toEqual(["C", "B"]);
    expect(await ask("name=empty()")).toEqual(["C"]);
    expect(await ask("range(stock,5,12)")).toEqual(["B", "C"]);
    expect(await ask("at=2026-03-01T01:00:00%2B01:00")).toEqual(["A"]);
    expect(await ask("like(title,'*[f]*')")).toEqual([]);
    expect(await ask("like(title,'*?*')")).toEqual([]);
    expect(await ask("ilike(title,'*_s*')")).toEqual([]);
    expect(await ask("flag=True")).toEqual(["A"]);
    expect(await ask("tags=DE&in(months,(12,36))")).toEqual(["B"]);
    expect(await ask("not(tags=DE)")).toEqual(["A", "C"]);
    expect(await ask({ ...everything, ...where(anyOf("id", [])) })).toEqual([]);
    expect(await ask({ ...everything, ...where(eq("id", "'; drop table filter_probe; --")) })).toEqual([]);
    expect(await ask("ordering(-stock,title)")).toEqual(["C", "B", "A"]);
    expect(await ask("ordering(stock,title)")).toEqual(["B", "C", "A"]);
  });

  it("hold for hundreds of alternatives and thousands of values", async () => {
    const many = Array.from({ length: 500 }, (_, n) => `title=t${n}`);
    expect(await ask(`(${many.join("|")})`)).toEqual([]);
    expect(await ask(`in(title,(${Array.from({ length: 6000 }, (_, n) => n).join(",")}))`)).toEqual([]);
    const nested = Array.from({ length: 190 }).reduce<string>((inside) => `not(a=1&${inside})`, "title=x");
    expect(await ask(nested.replaceAll("a=1", "title=y"))).toBeInstanceOf(Array);
  });
});

describe("order", () => {
  it.runIf(isPostgres)("finds every text column sorted by bytes, so that indexes serve it", async () => {
    const columns = await database()
      .select({ collation: sql<string>`a.attcollation::regcollation::text` })
      .from(sql`pg_class c join pg_attribute a on a.attrelid = c.oid`)
      .where(sql`c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and a.attnum > 0
        and a.atttypid = 'text'::regtype and c.relname <> 'filter_probe'`);
    expect(columns.length).toBeGreaterThan(50);
    expect(new Set(columns.map((column) => column.collation))).toEqual(new Set(['"C"']));
  });

  it("breaks ties in the direction of the last field", async () => {
    const row = {
      name: null,
      title: "x",
      stock: null,
      at: null,
      flag: null,
      tags: null,
      months: [],
      amount: 0,
    };
    await replaceRows([
      { ...row, id: "A" },
      { ...row, id: "B" },
    ]);
    expect(await ask("")).toEqual(["A", "B"]);
    expect(await ask("ordering(-stock,title)")).toEqual(["A", "B"]);
    expect(await ask("ordering(stock,-title)")).toEqual(["B", "A"]);
  });
});

describe("what is not supported", () => {
  it.each<[string, string]>([
    [
      "color=red",
      "“color” is not a field of this collection. It supports id, name, title (eq, ne, gt, ge, lt, le, in, out, like, ilike); stock, stats.amount, at (eq, ne, gt, ge, lt, le, in, out); flag, tags, months (eq, ne, in, out).",
    ],
    ["constructor=x", "“constructor” is not a field"],
    ["like(stock,*1*)", "like is not supported by “stock”, which takes eq, ne, gt, ge, lt, le, in, out."],
    ["gt(flag,true)", "gt is not supported by “flag”"],
    ["gt(stock,null())", "gt with null() is not supported by “stock”"],
    ["stock=abc", "“stock” takes a number of at most 15 digits such as 12 or -0.5, not “abc”."],
    ["stock=1234567890123456", "at most 15 digits"],
    ["stock=empty()", "“stock” takes a number of at most 15 digits such as 12 or -0.5, not empty()."],
    ["flag=yes", "“flag” takes true or false, not “yes”."],
    ["at=yesterday", "“at” takes an instant such as 2026-03-01"],
    ["in(at,(2026-02-30))", "not “2026-02-30”."],
    ["title=null()", "“title” always has a value, so null() is not supported there."],
    [
      "ordering(tags)",
      "Bad ordering filter: “tags”. This collection can be ordered by id, name, title, stock, stats.amount, at, flag.",
    ],
    ["ordering(color)", "Bad ordering filter: “color”."],
  ])("%s is refused", (text, message) => {
    try {
      compileList(parseListQuery(text), fields, probe.id);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      expect(error).toMatchObject({ code: "invalid", reason: "query" });
      expect(error.message).toContain(message);
      return;
    }
    throw new Error("accepted");
  });

  it("says so when a collection has no search, no order or no filter", () => {
    const bare: FilterFields = { id: { column: probe.id, type: "text" } };
    expect(() => compileList(parseListQuery("search=a"), bare, probe.id)).toThrow(
      "this collection has no search",
    );
    expect(() => compileList(parseListQuery("ordering(id)"), bare, probe.id)).toThrow("cannot be ordered");
    expect(() => compileList(parseListQuery("id=1"), {}, probe.id)).toThrow("It supports no filters.");
  });
});

describe("instants", () => {
  it.each([
    ["2026-03-01", "2026-03-01T00:00:00.000Z"],
    ["2026-03-01T10:20", "2026-03-01T10:20:00.000Z"],
    ["2026-03-01T10:20:30", "2026-03-01T10:20:30.000Z"],
    ["2026-03-01 10:20:30.5z", "2026-03-01T10:20:30.500Z"],
    ["2026-03-01T10:20:30.123456+00:00", "2026-03-01T10:20:30.123Z"],
    ["2026-03-01T00:00:00+02:30", "2026-02-28T21:30:00.000Z"],
    ["2026-03-01T00:00:00-0800", "2026-03-01T08:00:00.000Z"],
    ["2024-02-29", "2024-02-29T00:00:00.000Z"],
  ])("reads %s", (text, iso) => {
    expect(readInstant(text)).toBe(Date.parse(iso));
  });

  it.each([
    "2026",
    "2026-02-30",
    "2025-02-29",
    "2026-13-01",
    "2026-01-01T24:00",
    "2026-01-01T10",
    "0000-01-01",
    "0001-01-01T00:00+01:00",
    "2026-01-01T00:00+24:00",
    "01/02/2026",
    "",
  ])("refuses %s", (text) => {
    expect(readInstant(text)).toBeUndefined();
  });
});
