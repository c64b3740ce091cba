import { type Node as JsonNode, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { invalid } from "../domain/errors";

const maxDepth = 32;
const maxDigits = 15;

/**
 * Parses the JSON of a request. What a parser would let pass in silence is refused with its place: a key that stands twice,
 * a number that no double holds exactly, deep nesting, NUL and half surrogate pairs (API.md §1).
 * @throws DomainError `invalid` naming the place
 */
export function parseJson(text: string): unknown {
  // The tree is built by recursion: a body of brackets alone would end the stack.
  assertDepth(text);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const first = errors[0];
  if (first || !tree) {
    const what = first
      ? `${printParseErrorCode(first.error)} at character ${first.offset + 1}`
      : "it is empty";
    throw invalid("body", `is not valid JSON: ${what}`);
  }
  checkNode(tree, [], text);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The tree's parser takes a few things that JSON does not have, such as control characters within text.
    throw invalid("body", "is not valid JSON: control characters in text must be escaped");
  }
}

/** Counts open brackets outside of strings. */
function assertDepth(text: string): void {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isText) {
      if (character === "\\") at++;
      else if (character === '"') isText = false;
    } else if (character === '"') isText = true;
    else if (character === "[" || character === "{") depth++;
    else if (character === "]" || character === "}") depth--;
    if (depth > maxDepth)
      throw invalid("body", `is nested deeper than ${maxDepth} levels at character ${at + 1}`);
  }
}

type Path = (string | number)[];

function checkNode(node: JsonNode, path: Path, text: string): void {
  const place = path.join(".") || "body";
  if (node.type === "string") checkText(node.value, place);
  if (node.type === "number") checkNumber(text.slice(node.offset, node.offset + node.length), place);
  if (node.type === "object") checkKeys(node, path, text);
  if (node.type === "array")
    for (const [i, child] of (node.children ?? []).entries()) checkNode(child, [...path, i], text);
}

function checkKeys(node: JsonNode, path: Path, text: string): void {
  const seen = new Set<string>();
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    const name = String(key?.value);
    checkText(name, path.join(".") || "body", "has a key that");
    const place = [...path, name].join(".");
    if (seen.has(name)) throw invalid(place, "the key stands twice in the body");
    // Schemas pass over it in silence, and assigning it would change an object instead of adding a key.
    if (name === "__proto__") throw invalid(place, "is not a possible key");
    seen.add(name);
    if (value) checkNode(value, [...path, name], text);
  }
}

function checkNumber(source: string, place: string): void {
  const digits = source.replace(/e.*$/i, "").replace(/[^\d]/g, "").replace(/^0+/, "").replace(/0+$/, "");
  if (digits.length > maxDigits) {
    throw invalid(place, `has ${digits.length} significant digits; at most ${maxDigits} are allowed`, {
      rule: "max_digits",
      value: source,
    });
  }
  const isOut = !Number.isFinite(Number(source)) || (Number(source) === 0 && digits !== "");
  if (isOut) {
    throw invalid(place, `is ${source}, which is out of the range of numbers`, {
      rule: "range",
      value: source,
    });
  }
}

function checkText(value: unknown, place: string, what = ""): void {
  if (typeof value !== "string") return;
  const fault = textFault(value);
  if (fault) throw invalid(place, what ? `${what} ${fault}` : fault);
}

/** What no database and no answer can hold; undefined when the text is fine. */
export function textFault(text: string): string | undefined {
  if (text.includes("\u0000")) return "must not contain the NUL character";
  if (!text.isWellFormed()) return "must be well-formed Unicode (it has half of a surrogate pair)";
  return undefined;
}
