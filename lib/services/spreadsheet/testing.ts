import { crc32, deflateRawSync } from "node:zlib";

/** A part of a hand-made ZIP file. `size` and `crc` are what the file claims, when that is not the truth. */
export type Part = {
  content: string | Uint8Array;
  size?: number;
  crc?: number;
  method?: number;
  flags?: number;
};

/** A compressed ZIP file, as spreadsheet programs write them. */
export function zip(parts: Record<string, string | Part>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, given] of Object.entries(parts)) {
    const part = typeof given === "string" ? { content: given } : given;
    const content = Buffer.from(part.content);
    const packed = deflateRawSync(content);
    const name = Buffer.from(path);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(part.flags ?? 0, 2);
    head.writeUInt16LE(part.method ?? 8, 4);
    head.writeUInt32LE(part.crc ?? crc32(content), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(part.size ?? content.length, 18);
    head.writeUInt16LE(name.length, 22);
    files.push(Buffer.from("PK\x03\x04"), head, name, packed);
    const rest = Buffer.alloc(16);
    rest.writeUInt32LE(offset, 12);
    directory.push(Buffer.from("PK\x01\x02\0\0"), head.subarray(0, 24), rest, name);
    offset += 30 + name.length + packed.length;
  }
  const contents = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(parts).length, 6);
  end.writeUInt32LE(contents.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, contents, Buffer.from("PK\x05\x06"), end]);
}

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The smallest workbook around the XML of some sheets; `shared` are its shared strings. */
export function workbook(sheets: Record<string, string>, shared: string[] = []): Record<string, string> {
  const names = Object.keys(sheets);
  const parts = names.map((name, index) => [
    `xl/worksheets/sheet${index + 1}.xml`,
    `<worksheet xmlns="${main}"><sheetData>${sheets[name]}</sheetData></worksheet>`,
  ]);
  const list = names
    .map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
    .join("");
  const targets = names
    .map(
      (_, i) =>
        `<Relationship Id="rId${i + 1}" Type="${links}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
    )
    .join("");
  const strings = shared.map((text) => `<si><t>${text}</t></si>`).join("");
  return {
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${links}"><sheets>${list}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${targets}<Relationship Id="s" Type="${links}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    "xl/sharedStrings.xml": `<sst xmlns="${main}">${strings}</sst>`,
    ...Object.fromEntries(parts),
  };
}
