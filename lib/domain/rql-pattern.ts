import { queryError, quoted } from "./rql-cursor";

/** More would let one query keep a database busy for minutes. */
const maxWildcards = 5;

/** Why a pattern is refused, or nothing. */
export function patternProblem(pattern: string): string | undefined {
  const pieces = split(pattern);
  if (pieces.slice(1, -1).includes(""))
    return "“**” is not allowed; “*” is any run of characters, “\\*” a star";
  if (pieces.length - 1 > maxWildcards) return `at most ${maxWildcards} “*” are allowed`;
  return undefined;
}

/** The literal texts between the wildcards: `a*b\*` gives `a` and `b*`. @throws DomainError for `**` and too many `*` */
export function patternPieces(pattern: string): string[] {
  const problem = patternProblem(pattern);
  if (problem) throw queryError(`Bad filter query: in the pattern ${quoted(pattern)} ${problem}.`);
  return split(pattern);
}

/** What a search box or `search=` looks for, as a pattern: the text anywhere; a backslash at the end cannot be told. */
export function searchPattern(text: string): string {
  const pieces = split(text.replace(/\\+$/, "")).filter((piece) => piece !== "");
  const inner = pieces.slice(0, maxWildcards - 1).map((piece) => piece.replaceAll("*", "\\*"));
  return inner.length === 0 ? "*" : `*${inner.join("*")}*`;
}

function split(pattern: string): string[] {
  const pieces = [""];
  for (const [token] of pattern.matchAll(/\\\*|\*|[^*\\]+|\\/g)) {
    if (token === "*") pieces.push("");
    else pieces[pieces.length - 1] += token === "\\*" ? "*" : token;
  }
  return pieces;
}
