import { z } from "zod";
import { DomainError, invalid } from "@/lib/domain/errors";
import { uploadPath } from "@/lib/domain/sheet-import";

/** The parts of a form beside the file: names and boundaries. */
const overhead = 100_000;

export type Upload = { file: Uint8Array<ArrayBuffer>; name: string; fields: Record<string, string> };

/**
 * Reads `multipart/form-data` with one file, `uploaded_file`, and short text fields.
 * @param maxBytes of the file; a longer body is refused before it is read where the client says its length
 * @throws DomainError `limit` (413), `invalid`
 */
export async function readUpload(request: Request, maxBytes: number): Promise<Upload> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\b/i.test(type)) {
    throw new DomainError(
      "invalid",
      `Content-Type must be multipart/form-data, not ${JSON.stringify(type)}.`,
      { reason: "content_type" },
    );
  }
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes + overhead) throw tooLarge(maxBytes);
  const form = await readForm(request);
  const file = form.get(uploadPath);
  if (!(file instanceof File) || (file.size === 0 && file.name === ""))
    throw invalid(uploadPath, "is required: an XLSX or CSV file");
  if (file.size > maxBytes) throw tooLarge(maxBytes);
  const fields: Record<string, string> = {};
  for (const [name, value] of form.entries()) if (typeof value === "string") fields[name] = value;
  return { file: new Uint8Array(await file.arrayBuffer()), name: file.name, fields };
}

async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw invalid("body", "is not well-formed multipart/form-data");
  }
}

function tooLarge(maxBytes: number): DomainError {
  const megabytes = Math.floor(maxBytes / 1_000_000);
  return new DomainError("limit", `The file may have at most ${megabytes} MB.`, { reason: "too_large" });
}

/** A field of a form that says yes or no, for the `upload` of a route. */
export const flagField = z.enum(["true", "false"]).optional();

/** The field `name` as a yes or no; absent is no. */
export function flag(fields: Record<string, string>, name: string): boolean {
  const value = fields[name]?.trim().toLowerCase() ?? "false";
  if (!["true", "false"].includes(value))
    throw invalid(name, `is ${JSON.stringify(fields[name])}; true or false is allowed`);
  return value === "true";
}

/** A file as an answer that the browser saves. */
export function download(file: { name: string; bytes: Uint8Array<ArrayBuffer>; type: string }): Response {
  return new Response(file.bytes, {
    headers: {
      "content-type": file.type,
      "content-disposition": `attachment; filename="${file.name.replace(/[^\w.-]+/g, "-")}"`,
      "cache-control": "no-store",
    },
  });
}

/** `?format=` of what can be had as a spreadsheet. */
export const formatQuery = z.object({
  format: z.enum(["xlsx", "csv"], "must be xlsx or csv").optional(),
});

export const sheetTypes = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
} as const;
