import { crc32, inflateRawSync } from "node:zlib";
import { megabytes, tooLarge, unreadable } from "./problem";

/** One file inside a ZIP file. Sizes in bytes. */
export type ZipEntry = {
  path: string;
  method: number;
  encrypted: boolean;
  crc: number;
  packedSize: number;
  size: number;
  offset: number;
};

const endSignature = 0x06054b50;
const directorySignature = 0x02014b50;
const fileSignature = 0x04034b50;
const endSize = 22;
const longestComment = 0xffff;
const mostEntries = 10_000;
/** A size or place that is written elsewhere, in ZIP64 fields: the file is larger than any that is accepted. */
const elsewhere = 0xffffffff;

/**
 * The table of contents at the end of a ZIP file. Nothing is unpacked.
 * @throws DomainError `invalid` when the file is truncated or damaged
 */
export function readDirectory(file: Buffer): ZipEntry[] {
  const end = findEnd(file);
  if (end < 0) throw unreadable("the workbook is cut off or damaged: its table of contents is missing");
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  if (at === elsewhere || count === 0xffff || count > mostEntries) {
    throw tooLarge(`the workbook has more than ${mostEntries} parts or is larger than 4 GB`);
  }
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== directorySignature) {
      throw unreadable("the workbook is damaged: its table of contents cannot be read");
    }
    const nameLength = file.readUInt16LE(at + 28);
    entries.push(readEntry(file, at, nameLength));
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(file: Buffer): number {
  const first = Math.max(0, file.length - endSize - longestComment);
  for (let at = file.length - endSize; at >= first; at -= 1) {
    if (file.readUInt32LE(at) === endSignature) return at;
  }
  return -1;
}

function readEntry(file: Buffer, at: number, nameLength: number): ZipEntry {
  return {
    path: file.toString("utf8", at + 46, at + 46 + nameLength).replaceAll("\\", "/"),
    method: file.readUInt16LE(at + 10),
    encrypted: (file.readUInt16LE(at + 8) & 1) === 1,
    crc: file.readUInt32LE(at + 16),
    packedSize: file.readUInt32LE(at + 20),
    size: file.readUInt32LE(at + 24),
    offset: file.readUInt32LE(at + 42),
  };
}

/**
 * Refuses what would unpack to more than `limit` bytes, before anything is unpacked.
 * @throws DomainError `limit`
 */
export function assertUnpackedSize(entries: readonly ZipEntry[], limit: number): void {
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > limit) {
    throw tooLarge(`the workbook unpacks to ${megabytes(total)}; at most ${megabytes(limit)} is allowed`);
  }
}

/**
 * One file, unpacked. A file that unpacks to another size than the table of contents says is refused.
 * @throws DomainError `invalid` when it is damaged, encrypted or packed in a way that workbooks never are
 */
export function unpack(file: Buffer, entry: ZipEntry): Buffer {
  if (entry.encrypted) throw unreadable("the workbook is encrypted; save it without a password");
  const packed = packedBytes(file, entry);
  const content = entry.method === 0 ? packed : inflate(packed, entry);
  if (content.length !== entry.size || crc32(content) !== entry.crc) {
    throw unreadable(`the workbook is damaged: its part ${entry.path} cannot be unpacked`);
  }
  return content;
}

function packedBytes(file: Buffer, { path, offset, packedSize }: ZipEntry): Buffer {
  if (offset + 30 > file.length || file.readUInt32LE(offset) !== fileSignature) {
    throw unreadable(`the workbook is damaged: its part ${path} is missing`);
  }
  const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  if (start + packedSize > file.length) throw unreadable(`the workbook is cut off in its part ${path}`);
  return file.subarray(start, start + packedSize);
}

function inflate(packed: Buffer, { path, method, size }: ZipEntry): Buffer {
  if (method !== 8) {
    throw unreadable(
      `the workbook's part ${path} is packed in a way that is not understood (method ${method})`,
    );
  }
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
  } catch (cause) {
    throw unreadable(`the workbook is damaged: its part ${path} cannot be unpacked`, cause);
  }
}

/** A ZIP file that holds these files as they are, not compressed. */
export function pack(files: readonly { path: string; content: Uint8Array }[]): ArrayBuffer {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { path, content } of files) {
    const name = Buffer.from(path, "utf8");
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x0800, 2);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(content.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    parts.push(signature(fileSignature), fields, name, content);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(
      signature(directorySignature),
      Buffer.from([20, 0]),
      fields.subarray(0, 24),
      Buffer.alloc(2),
    );
    directory.push(place.subarray(0, 14), name);
    offset += 30 + name.length + content.length;
  }
  const contents = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(contents.length, 8);
  end.writeUInt32LE(offset, 12);
  return joined([...parts, contents, signature(endSignature), end]);
}

/** `Buffer.concat` may take a piece of a larger buffer; this has one of its own. */
function joined(parts: readonly Uint8Array[]): ArrayBuffer {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.buffer;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
