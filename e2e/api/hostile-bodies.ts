/** Where in a body: keys and positions. */
type Place = readonly (string | number)[];

/** A body that must be refused, and the field, or else the value, that its refusal must name. */
export type Hostile = { what: string; text: string; names: string; value?: string };

type Options = {
  /** More values that a field must refuse, by its path with dots. */
  refuses?: Record<string, readonly unknown[]>;
  /** Fields that take this kind of value besides their own, by path with dots. */
  takes?: Record<string, readonly string[]>;
};

const tooLong = "x".repeat(100_000);

/** Values that no text field takes. */
const notText: Record<string, unknown> = {
  number: 7,
  object: {},
  array: [],
  boolean: true,
  "too long": tooLong,
  NUL: "a\u0000b",
  "half a surrogate pair": "\ud800",
};

/** Values that no number takes. */
const notNumber: Record<string, unknown> = {
  word: "seven",
  NaN: "NaN",
  Infinity: "Infinity",
  object: {},
  array: [],
  boolean: true,
  negative: -1,
  huge: 1e300,
  "nine decimals": 0.123456789,
};

const notBoolean: Record<string, unknown> = { word: "yes", number: 2, object: {}, array: [] };
const notObject: Record<string, unknown> = { text: "text", number: 7, boolean: true };
const notArray: Record<string, unknown> = { text: "text", number: 7, boolean: true, "array of null": [null] };

/** Every field of a valid body, replaced by everything that its kind of field must refuse; and unknown keys at every level. */
export function hostileBodies(valid: unknown, { refuses = {}, takes = {} }: Options = {}): Hostile[] {
  const bodies: Hostile[] = [];
  for (const place of placesOf(valid)) {
    const path = place.join(".");
    const value = at(valid, place);
    const names = String(place[0] ?? (Array.isArray(value) ? "" : "body"));
    for (const [kind, bad] of Object.entries(refusedBy(value))) {
      if (takes[path]?.includes(kind) || takes["*"]?.includes(kind)) continue;
      bodies.push({
        what: `${path || "body"}: ${kind}`,
        text: JSON.stringify(put(valid, place, bad)),
        names,
      });
    }
    for (const bad of refuses[path] ?? [])
      bodies.push({
        what: `${path}: ${JSON.stringify(bad).slice(0, 60)}`,
        text: JSON.stringify(put(valid, place, bad)),
        names,
        ...(typeof bad === "string" && bad !== "" ? { value: bad } : {}),
      });
    bodies.push(...rawOnes(valid, place, value));
  }
  return bodies;
}

function refusedBy(value: unknown): Record<string, unknown> {
  if (Array.isArray(value)) return notArray;
  if (typeof value === "string") return notText;
  if (typeof value === "number") return notNumber;
  if (typeof value === "boolean") return notBoolean;
  return notObject;
}

/** What no JSON writer writes: a number of 16 digits, a key that stands twice; and a key that nobody knows. */
function rawOnes(valid: unknown, place: Place, value: unknown): Hostile[] {
  const path = place.join(".") || "body";
  if (typeof value === "number") {
    const marked = JSON.stringify(put(valid, place, "@number@"));
    return [
      {
        what: `${path}: 16 digits`,
        text: marked.replace('"@number@"', "1.234567890123456"),
        names: String(place[0]),
      },
    ];
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const [key] = Object.keys(value);
  if (key === undefined) return [];
  const twice = put(valid, place, { ...value, "@twice@": at(value, [key]) });
  const bodies = [
    {
      what: `${path}: the key ${key} twice`,
      text: JSON.stringify(twice).replace('"@twice@"', JSON.stringify(key)),
      names: String(place[0] ?? key),
    },
  ];
  // A reference may come with what the server answers beside its id.
  if ("id" in value) return bodies;
  const text = JSON.stringify(put(valid, place, { ...value, surprise: 1 }));
  return [...bodies, { what: `${path}: an unknown key`, text, names: "surprise" }];
}

function placesOf(value: unknown, place: Place = []): Place[] {
  if (typeof value !== "object" || value === null) return [place];
  const inner = Array.isArray(value)
    ? value.slice(0, 1).flatMap((child, i) => placesOf(child, [...place, i]))
    : Object.entries(value).flatMap(([key, child]) => placesOf(child, [...place, key]));
  return [place, ...inner];
}

function at(value: unknown, place: Place): unknown {
  return place.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

function put(value: unknown, place: Place, replacement: unknown): unknown {
  const [key, ...rest] = place;
  if (key === undefined) return replacement;
  const copy: unknown = structuredClone(value);
  if (typeof copy === "object" && copy !== null)
    Reflect.set(copy, key, put(at(value, [key]), rest, replacement));
  return copy;
}
