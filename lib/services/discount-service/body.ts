import { visit } from "jsonc-parser";
import { Refusal } from "./answers";

const mostBytes = 2 * 1024 * 1024;

/** @throws Refusal 5122 when the body is too large or not UTF-8 */
export async function readText(request: Request): Promise<string> {
  const tooLarge = new Refusal("5122", [`The body may have at most ${mostBytes} bytes.`]);
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) throw tooLarge;
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > mostBytes) throw tooLarge;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal("5122", ["The body is not UTF-8 text."]);
  }
}

/** The JSON body. @throws Refusal 5122 when it is none, or when a key stands twice: a parser would silently keep the last */
export async function readJsonBody(request: Request): Promise<unknown> {
  const text = await readText(request);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refusal("5122", ["The body is not valid JSON."]);
  }
  const repeated = repeatedKey(text);
  if (repeated !== undefined) throw new Refusal("5122", [`The key ${repeated} stands twice in the body.`]);
  return body;
}

function repeatedKey(text: string): string | undefined {
  const open: Set<string>[] = [];
  let found: string | undefined;
  visit(text, {
    onObjectBegin: () => {
      open.push(new Set());
    },
    onObjectProperty: (name) => {
      const seen = open.at(-1);
      if (seen?.has(name)) found ??= name;
      seen?.add(name);
    },
    onObjectEnd: () => {
      open.pop();
    },
  });
  return found;
}
