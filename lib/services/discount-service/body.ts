import { isDomainError } from "../../domain/errors";
import { parseJson } from "../json-text";
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

/** The JSON body. @throws Refusal 5122 when it is none, or holds what `parseJson` does not let pass, with its place */
export async function readJsonBody(request: Request): Promise<unknown> {
  try {
    return parseJson(await readText(request));
  } catch (error) {
    if (isDomainError(error)) throw new Refusal("5122", [error.message]);
    throw error;
  }
}
