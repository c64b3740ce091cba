import type { ItemRowVerdict, ItemSheetResult, SheetItem } from "@/lib/domain/item-sheet";
import type {
  ExportPoint,
  PriceRowVerdict,
  PriceSheetContext,
  PriceSheetInfo,
  PriceSheetResult,
  SheetPoint,
} from "@/lib/domain/price-sheet";
import type { SheetRow, SheetTable } from "@/lib/domain/sheet-import";

export type SheetFormat = "xlsx" | "csv";

/** An uploaded file. Its name tells what it claims to be. */
export type SheetFile = { file: Uint8Array<ArrayBuffer>; name: string };

export type WrittenSheet = { file: Uint8Array<ArrayBuffer>; format: SheetFormat };

/** One row of a report: `row` is the row's number in the uploaded file. */
export type ReportRow = { row: number; text: string };

/** What the worker thread does: what it is told at the start, what it is fed, what it gives row by row and at the end. */
export type Jobs = {
  /** Fed the points of the draft version; gives a verdict for every row that is not blank. */
  "parse-price-sheet": {
    input: SheetFile & { context: PriceSheetContext };
    feed: SheetPoint;
    row: PriceRowVerdict;
    result: PriceSheetResult;
  };
  /** Fed the items of the product. */
  "parse-item-sheet": { input: SheetFile; feed: SheetItem; row: ItemRowVerdict; result: ItemSheetResult };
  /** Fed the points in the order in which they are written. */
  "write-price-sheet": {
    input: { context: PriceSheetContext; info: PriceSheetInfo; format: SheetFormat };
    feed: ExportPoint;
    row: never;
    result: WrittenSheet;
  };
  /** Any table: fed the rows below the header. CSV holds the table only, a workbook also the `more` sheets. */
  "write-sheet": {
    input: { format: SheetFormat; table: SheetTable; more?: readonly SheetTable[] };
    feed: SheetRow;
    row: never;
    result: WrittenSheet;
  };
  /**
   * The uploaded file again, of the same kind, with one more column; fed its text for each row that has any. Cells of
   * `numberColumns` (titles) are written as numbers.
   */
  "write-report": {
    input: SheetFile & { sheetName: string; title: string; numberColumns: readonly string[] };
    feed: ReportRow;
    row: never;
    result: WrittenSheet;
  };
};

export type JobKind = keyof Jobs;

/** What a running job does besides computing. `progress` takes 0 to 100. */
export type JobIo<K extends JobKind> = {
  feed: () => AsyncGenerator<readonly Jobs[K]["feed"][]>;
  give: (rows: Jobs[K]["row"][]) => Promise<void>;
  progress: (percent: number) => void;
};

export type JobTable = {
  [K in JobKind]: (input: Jobs[K]["input"], io: JobIo<K>) => Promise<Jobs[K]["result"]>;
};
