import { stringify } from "csv-stringify/sync";
import writeXlsxFile from "write-excel-file/node";
import { versionWorkbook } from "@/lib/services/pricing/workbook";
import { type BenchEntry, grouped } from "../entry";
import { fastest, ratio, withoutBudget } from "../timing";
import { aList, aProduct, aVendor, raw } from "../world";

const rows = 100_000;

const statement = `select p.item_id, i.mpn, i.name, r.name, p.price / 100.0, p.st0p / 100.0, p.st1p / 100.0, p.st2p / 100.0
  from price_point p join item i on i.id = p.item_id join product r on r.id = i.product_id
  where p.version_id = ? order by p.item_id`;

type Row = [string, string, string, string, number, number, number, number];

export const entry: BenchEntry = {
  title: `Export of ${grouped(rows)} rows`,
  async run() {
    const vendor = await aVendor();
    const { versionId: id } = await aList(vendor, await aProduct(vendor, rows));
    const { handle, close } = raw.open();
    const read = handle.prepare(statement).raw();
    const all = () => read.all(id) as Row[];
    const best = await fastest(
      {
        xlsx: () => versionWorkbook(vendor, { id, format: "xlsx" }),
        rawXlsx: () => xlsxByHand(all()),
        csv: () => versionWorkbook(vendor, { id, format: "csv" }),
        rawCsv: () => Buffer.from(stringify(all())),
      },
      { rounds: 3 },
    );
    close();
    const by = (format: string) =>
      `${format}, against reading the rows and writing them with the same library`;
    return [
      withoutBudget(ratio(by("XLSX"), best.xlsx, best.rawXlsx, 0)),
      withoutBudget(ratio(by("CSV"), best.csv, best.rawCsv, 0)),
    ];
  },
};

function xlsxByHand(table: readonly Row[]): Promise<Buffer> {
  const cell = (value: string | number) =>
    typeof value === "number" ? { value, type: Number, format: "0.00" } : { value, type: String };
  return writeXlsxFile([{ sheet: "Prices", data: table.map((row) => row.map(cell)) }]).toBuffer();
}
