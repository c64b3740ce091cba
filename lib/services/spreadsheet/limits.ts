/** What an uploaded spreadsheet may hold (DESIGN §9). Sizes in bytes. */
export type SheetLimits = {
  /** The file as it is sent. */
  fileSize: number;
  /** The parts of a workbook together, unpacked: a small file can unpack to any size. */
  unpackedSize: number;
  /** Rows below the header. */
  rows: number;
  columns: number;
  /** Rows times columns. */
  cells: number;
  /** Characters of one cell; Excel's own limit. */
  cellLength: number;
};

export const sheetLimits: SheetLimits = {
  fileSize: 50_000_000,
  unpackedSize: 400_000_000,
  rows: 1_000_000,
  columns: 256,
  cells: 30_000_000,
  cellLength: 32_767,
};
