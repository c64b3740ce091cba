import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDomainError } from "./errors";
import {
  anyOf,
  eq,
  everything,
  ilike,
  type ListQuery,
  like,
  or,
  parseListQuery,
  printRql,
  type RqlNode,
  type RqlValue,
  where,
} from "./rql";

const empty = { special: "empty" } as const;
const nothing = { special: "null" } as const;
const leaf = (
  op: "eq" | "ne" | "gt" | "ge" | "lt" | "le" | "like" | "ilike",
  field: string,
  value: RqlValue,
) => ({ op, field, value }) satisfies RqlNode;
const and = (...nodes: RqlNode[]): RqlNode => ({ op: "and", nodes });
const not = (node: RqlNode): RqlNode => ({ op: "not", node });
const filterOf = (text: string) => parseListQuery(text).filter;

function refusal(text: string, reserved: string[] = []): string {
  try {
    parseListQuery(text, reserved);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    expect(error).toMatchObject({ code: "invalid", reason: "query" });
    return error.message;
  }
  throw new Error(`${text} was accepted`);
}

describe("conditions", () => {
  it.each<[string, RqlNode]>([
    ["status=active", eq("status", "active")],
    ["eq(status,active)", eq("status", "active")],
    ["status=eq=active", eq("status", "active")],
    ["ne(status,active)", leaf("ne", "status", "active")],
    ["status=ne=active", leaf("ne", "status", "active")],
    ["gt(n,1)", leaf("gt", "n", "1")],
    ["ge(n,1)", leaf("ge", "n", "1")],
    ["lt(n,1)", leaf("lt", "n", "1")],
    ["le(n,-1.5)", leaf("le", "n", "-1.5")],
    ["gte(n,1)", leaf("ge", "n", "1")],
    ["n=lte=1", leaf("le", "n", "1")],
    ["n=gte=1", leaf("ge", "n", "1")],
    ["range(age,9,5)", and(leaf("ge", "age", "9"), leaf("le", "age", "5"))],
    ["like(name,*abc*)", like("name", "*abc*")],
    ["name=ilike=*abc*", ilike("name", "*abc*")],
    ["ilike(name,*\\*\\*\\*New*)", ilike("name", "*\\*\\*\\*New*")],
    ["in(status,(draft,active))", anyOf("status", ["draft", "active"])],
    ["status=in=(draft,active)", anyOf("status", ["draft", "active"])],
    ["out(age,(1,2))", { op: "out", field: "age", values: ["1", "2"] }],
    ["in(id,())", anyOf("id", [])],
    ["in(id,(null(),a))", anyOf("id", [nothing, "a"])],
    ["eq(model,null())", eq("model", nothing)],
    ["model=null()", eq("model", nothing)],
    ["ne(name,empty())", leaf("ne", "name", empty)],
    ["not(eq(name,x))", not(eq("name", "x"))],
    ["not(not(a=1))", not(not(eq("a", "1")))],
    ["eq(in,like)", eq("in", "like")],
    ["product__id=PRD-207-752-513", eq("product.id", "PRD-207-752-513")],
    ["eq(events.created.at,2026-03-01T00:00:00+00:00)", eq("events.created.at", "2026-03-01T00:00:00+00:00")],
    ["eq( a , b )", eq("a", "b")],
  ])("reads %s", (text, node) => {
    expect(filterOf(text)).toEqual(node);
  });

  it.each<[string, string]>([
    ['name="mr Loop"', "mr Loop"],
    ["name='it is \"so\"'", 'it is "so"'],
    ['name="a,b(c)|d&e;f=g/h"', "a,b(c)|d&e;f=g/h"],
    ['name=""', ""],
    ['name="say ""hi"""', 'say "hi"'],
    ['name="null()"', "null()"],
    ["name=mr Loop", "mr Loop"],
    ["name=mr%20Loop ", "mr Loop"],
    ["name=a+b", "a+b"],
    ["name=%2B1", "+1"],
    ["name=%22%2541%22", "%41"],
    ["name=M%C3%BCller", "Müller"],
    ["name=Müller", "Müller"],
    ["name=vendor@example.com", "vendor@example.com"],
    ["name=eq", "eq"],
    ["name=\\x", "\\x"],
  ])("reads the value of %s", (text, value) => {
    expect(filterOf(text)).toEqual(eq("name", value));
  });
});

describe("groups", () => {
  const a = eq("a", "1");
  const b = eq("b", "2");
  const c = eq("c", "3");
  it.each<[string, RqlNode]>([
    ["a=1&b=2", and(a, b)],
    ["a=1,b=2", and(a, b)],
    ["and(a=1,b=2)", and(a, b)],
    ["(a=1,b=2)", and(a, b)],
    ["(a=1&b=2)", and(a, b)],
    ["and(and(a=1,b=2),c=3)", and(a, b, c)],
    ["(a=1|b=2)", or(a, b)],
    ["(a=1;b=2)", or(a, b)],
    ["or(a=1,b=2)", or(a, b)],
    ["(a=1&b=2|c=3)", or(and(a, b), c)],
    ["or(a=1&b=2,c=3)", or(and(a, b), c)],
    ["(((eq(a,1))|(eq(b,2)))|(eq(c,3)))", or(a, b, c)],
    ["(((a=1)))", a],
    ["((a=1%7Cb=2))&c=3", and(or(a, b), c)],
    ["a=1&&b=2&", and(a, b)],
    ["((a=1&eq(b,2))|(in(a,(x,y))&not(eq(c,3))))", or(and(a, b), and(anyOf("a", ["x", "y"]), not(c)))],
    ["not((a=1|b=2))", not(or(a, b))],
  ])("reads %s", (text, node) => {
    expect(filterOf(text)).toEqual(node);
  });
});

describe("what stands beside the filters", () => {
  it("reads the price chain of real clients", () => {
    const query = parseListQuery(
      "and(eq(marketplace.id,MP-65669),eq(product.id,PRD-207-752-513),eq(status,listed))&limit=1&offset=0",
    );
    expect(query).toEqual({
      ...everything,
      filter: and(
        eq("marketplace.id", "MP-65669"),
        eq("product.id", "PRD-207-752-513"),
        eq("status", "listed"),
      ),
      limit: 1,
    });
  });

  it("reads what the JavaScript SDK sends", () => {
    const text =
      "in(status,(draft,published))&ilike(name,*abc*)&limit=10&offset=20&ordering(-created,name)&select(-media,+stats)";
    expect(parseListQuery(text)).toEqual({
      ...everything,
      filter: and(anyOf("status", ["draft", "published"]), ilike("name", "*abc*")),
      limit: 10,
      offset: 20,
      ordering: [
        { field: "created", descending: true },
        { field: "name", descending: false },
      ],
      select: { include: ["stats"], exclude: ["media"] },
    });
  });

  it.each<[string, Partial<ListQuery>]>([
    ["", {}],
    ["?", {}],
    ["?limit=5", { limit: 5 }],
    ["limit=0", { limit: 0 }],
    ["limit=5000", { limit: 1000 }],
    ["limit(20)", { limit: 20 }],
    ["limit(10,100)", { limit: 100, offset: 10 }],
    ["eq(limit,7)&eq(offset,8)", { limit: 7, offset: 8 }],
    ["ordering()", { ordering: [] }],
    [
      "sort(-name,+created)",
      {
        ordering: [
          { field: "name", descending: true },
          { field: "created", descending: false },
        ],
      },
    ],
    ["ordering(product__id)", { ordering: [{ field: "product.id", descending: false }] }],
    [
      "select(products,agreements)&select(-points)",
      { select: { include: ["products", "agreements"], exclude: ["points"] } },
    ],
    ["search=team work", { search: "team work" }],
    ['search="a,b"', { search: "a,b" }],
    ["search=", {}],
    ["search=&limit=3", { limit: 3 }],
    ["ilike(search,*x*)", { search: "*x*" }],
    [
      "format=xlsx&at=2026-03-01T00:00:00+01:00",
      { extra: { format: "xlsx", at: "2026-03-01T00:00:00+01:00" } },
    ],
    ['format="a&b"', { extra: { format: "a&b" } }],
    ["at=a,b/c&limit=2", { extra: { at: "a,b/c" }, limit: 2 }],
    ["format=", { extra: { format: "" } }],
  ])("reads %s", (text, part) => {
    expect(parseListQuery(text, ["format", "at"])).toEqual({ ...everything, ...part });
  });
});

describe("refusals", () => {
  it.each<[string, string]>([
    ["name=a/b", "at character 7, “name=a^/b”: “&” or “,” is expected, “/” stands here. A value with"],
    ["name=/b", "A value is expected, “/” stands here"],
    ["name=", "A value is expected, the query ends here"],
    [
      "in(status,draft,active)",
      "“in(status,^draft,active)”: A list in brackets, such as in(status,(a,b)), is expected",
    ],
    ["a=1|b=2", "alternatives need brackets"],
    ["a=1;b=2", "alternatives need brackets"],
    ["(a=1|b=2", "“)”, “&”, “,” or “|” is expected, the query ends here"],
    ["a=1)", "“&” or “,” is expected"],
    ["equals(a,1)", "“equals” is no operator; these are: eq, ne"],
    ["price>5", "“=” or “(” after “price” is expected, “>” stands here"],
    ["=5", "A condition such as eq(field,value) is expected"],
    ['name="abc', 'the quote " is never closed'],
    ["like(name,a**b)", "“**” is not allowed"],
    ["like(name,*a*b*c*d*e*)", "at most 5 “*” are allowed"],
    ["like(name,null())", "like takes text, not a constant"],
    ["eq(a,t(x=1))", "t(…) is not a value"],
    ["eq(a)", "“,” is expected"],
    ["eq(a,b,c)", "“)” is expected"],
    ["limit=-1", "limit must be a whole number from 0 up, at most 15 digits, not “-1”"],
    ["offset=x", "offset must be a whole number"],
    ["limit=1.5", "limit must be a whole number"],
    ["limit(null())", "limit must be a whole number"],
    ["limit=null()", "limit is written limit=… with a plain value"],
    ["gt(limit,5)", "limit is written limit=… with a plain value"],
    ["limit=1&limit=2", "limit is given twice"],
    ["limit(1,2)&offset=1", "offset is given twice"],
    ["search=a&search=b", "search is given twice"],
    ["format=a&format=b", "format is given twice"],
    ["ordering(a)&ordering(b)", "a query can contain only one ordering"],
    ["ordering(a)&sort(b)", "a query can contain only one ordering"],
    ["ordering(a,b,c,d,e,f)", "at most 5 fields can be ordered by, not 6"],
    ["ordering=-a", "ordering is written with brackets: ordering(-a,b)"],
    ["ordering(a", "“,” or “)” is expected"],
    ["(a=1&ordering(b))", "ordering(…) stands beside the filters"],
    ["and(a=1,search=b)", "search stands beside the filters"],
    ["and()", "A condition such as"],
    ["()", "A condition such as"],
    ["name=%zz", "“%” is no percent-encoded UTF-8; a percent sign itself is %25"],
    ["name=%ff", "“%ff” is no percent-encoded UTF-8"],
    ["name=a%00", "this character is not allowed"],
    ["name=\ud800", "this character is not allowed"],
  ])("refuses %s", (text, message) => {
    expect(refusal(text, ["format"])).toContain(message);
  });

  it("refuses more than an address holds, and too many conditions, and too many levels", () => {
    expect(refusal("x".repeat(40_000))).toContain("it has 40000 characters; at most 32768 are allowed");
    expect(refusal(`${"(".repeat(201)}a=1`)).toContain("at most 200 levels are allowed");
    expect(refusal("a=1&".repeat(501))).toContain("at most 500 conditions are allowed");
  });

  it("points at the place in a long query", () => {
    const text = `in(status,(${"draft,".repeat(20)}active))&name=a/b&${"status=active&".repeat(5)}limit=1`;
    const at = text.indexOf("/b") + 1;
    expect(refusal(text)).toContain(`at character ${at}, “…ft,draft,active))&name=a^/b&status=active`);
    expect(() => parseListQuery(text)).toThrow(
      expect.objectContaining({
        details: expect.objectContaining({ position: at, caret: `${" ".repeat(25)}^` }),
      }),
    );
  });
});

describe("writing", () => {
  it("prints what other clients understand too", () => {
    const filter = and(
      eq("name", "a b"),
      or(eq("x", "1"), not(like("y", "*\\**"))),
      anyOf("s", [nothing, "t"]),
    );
    expect(printRql({ filter, search: "x", ordering: [{ field: "a", descending: true }], limit: 5 })).toBe(
      "eq(name,%22a%20b%22)&or(eq(x,1),not(like(y,*%5C**)))&in(s,(null(),t))&search=x&ordering(-a)&limit=5",
    );
  });

  it("leaves everything out of everything", () => {
    expect(printRql(everything)).toBe("");
  });

  it("puts filters together and skips what is not set", () => {
    expect(where(undefined)).toEqual({});
    expect(where(eq("a", "1"), undefined)).toEqual({ filter: eq("a", "1") });
    expect(where(and(eq("a", "1"), eq("b", "2")), eq("c", "3"))).toEqual({
      filter: and(eq("a", "1"), eq("b", "2"), eq("c", "3")),
    });
  });
});

const field = fc
  .stringMatching(/^[a-z][a-z0-9_.-]{0,8}$/)
  .filter(
    (name) =>
      !name.includes("__") &&
      !["search", "limit", "offset", "ordering", "sort", "select", "format"].includes(name),
  );
const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 8 }).filter((s) => s.isWellFormed() && !s.includes("\0")),
  fc.string({ unit: fc.constantFrom(..."ab*\\\"' ,()|&;=+%/-"), maxLength: 8 }),
);
const value: fc.Arbitrary<RqlValue> = fc.oneof(text, fc.constant(nothing), fc.constant(empty));
const pattern = fc.constantFrom("*a*", "a*b", "\\*", "a b", 'x"y*', "*'\"*", "\\");
const { node } = fc.letrec<{ node: RqlNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ op: fc.constantFrom("eq", "ne", "gt", "ge", "lt", "le"), field, value }),
    fc.record({ op: fc.constantFrom("like", "ilike"), field, value: pattern }),
    fc.record({ op: fc.constantFrom("in", "out"), field, values: fc.array(value, { maxLength: 4 }) }),
    fc.record({ op: fc.constant("not" as const), node: tie("node") }),
    fc.array(tie("node"), { minLength: 1, maxLength: 3 }).map((nodes) => where(...nodes).filter!),
    fc.array(tie("node"), { minLength: 1, maxLength: 3 }).map((nodes) => or(...nodes)),
  ),
}));
const query: fc.Arbitrary<ListQuery> = fc.record(
  {
    filter: node,
    search: text.filter((s) => s !== ""),
    ordering: fc.array(fc.record({ field, descending: fc.boolean() }), { maxLength: 5 }),
    select: fc.record({
      include: fc.array(field, { maxLength: 3 }),
      exclude: fc.array(field, { maxLength: 3 }),
    }),
    limit: fc.nat(1000),
    offset: fc.nat(),
    extra: fc.oneof(
      fc.constant({}),
      text.map((format) => ({ format })),
    ),
  },
  { requiredKeys: ["ordering", "select", "limit", "offset", "extra"] },
);

describe("the JavaScript SDK", () => {
  const sdk: { filterToQuery: (query: object) => string } = createRequire(import.meta.url)(
    "@cloudblueconnect/connect-javascript-sdk/lib/connect/rql",
  );

  it.each<[object, Partial<ListQuery>]>([
    [
      { name: "mr Loop", surname: "lop;", client: "null()", age: 13 },
      where(eq("name", "mr Loop"), eq("surname", "lop;"), eq("client", nothing), eq("age", "13")),
    ],
    [
      { name: { $like: "vasya*", $ilike: "***New" } },
      where(like("name", "*vasya\\**"), ilike("name", "*\\*\\*\\*New*")),
    ],
    [
      { created: { $gte: "2026-03-01T00:00:00+00:00", $range: { min: 1, max: 2 } } },
      where(
        leaf("ge", "created", "2026-03-01T00:00:00+00:00"),
        leaf("ge", "created", "1"),
        leaf("le", "created", "2"),
      ),
    ],
    [
      { name: { $not: [{ $eq: "a" }, { $in: ["b", "c d"] }] }, id: { $out: [1, 2] } },
      where(not(eq("name", "a")), not(anyOf("name", ["b", "c d"])), {
        op: "out",
        field: "id",
        values: ["1", "2"],
      }),
    ],
    [
      { $or: [{ type: "a", owner: { $eq: "me" } }, { type: { $in: ["b"] } }, { x: "1" }] },
      where(or(and(eq("type", "a"), eq("owner", "me")), anyOf("type", ["b"]), eq("x", "1"))),
    ],
    [
      { limit: 10, offset: 20, $select: ["-media", "+stats"], $ordering: ["title", "-created"] },
      {
        limit: 10,
        offset: 20,
        select: { include: ["stats"], exclude: ["media"] },
        ordering: [
          { field: "title", descending: false },
          { field: "created", descending: true },
        ],
      },
    ],
    [{ status: "", owner: { $in: [] }, $or: [{ name: null }] }, {}],
    [
      { id: { $or: Array.from({ length: 150 }, (_, n) => ({ $eq: n })) } },
      where(or(...Array.from({ length: 150 }, (_, n) => eq("id", String(n))))),
    ],
  ])("is understood when it sends %j", (sent, part) => {
    const text = sdk.filterToQuery(sent);
    const wanted = { ...everything, ...part };
    expect(parseListQuery(text)).toEqual(wanted);
    expect(parseListQuery(encodeURI(text))).toEqual(wanted);
  });
});

describe("properties", () => {
  it("reads back what it prints", () => {
    fc.assert(
      fc.property(query, (q) => {
        expect(parseListQuery(printRql(q), ["format"])).toEqual(q);
      }),
      { numRuns: 500 },
    );
  });

  it("refuses random text only with its own error", () => {
    const fragments = fc.constantFrom(
      ..."eq( in( not( and( (a=1 | ; & , ) = %41 %f %ff \\* ** \" ' null() t( ordering( -x select(+a limit= search= \ud800".split(
        " ",
      ),
    );
    const soup = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(fragments, { maxLength: 12 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(soup, (text) => {
        try {
          const read = parseListQuery(text);
          expect(parseListQuery(printRql(read))).toEqual(read);
        } catch (error) {
          if (!isDomainError(error)) throw error;
          expect(error).toMatchObject({ code: "invalid", reason: "query" });
          expect(error.message.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
