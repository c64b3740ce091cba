"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";

type CompareFilesMenuProps = {
  from: string;
  to: string /** Comma-separated; without it every kind. */;
  kind: string | undefined;
};

/** The rows of a comparison, as they are filtered, as a spreadsheet. */
export function CompareFilesMenu({ from, to, kind }: CompareFilesMenuProps) {
  const save = (format: "xlsx" | "csv") => () => {
    const filter = kind ? `&kind=${kind}` : "";
    window.location.assign(`/public/v1/pricing/versions/${from}/compare?to=${to}${filter}&format=${format}`);
  };
  return (
    <Menu
      trigger={
        <Button>
          <Download aria-hidden />
          Export comparison
        </Button>
      }
    >
      <MenuItem onSelect={save("xlsx")}>Excel workbook (XLSX)</MenuItem>
      <MenuItem onSelect={save("csv")}>Text file (CSV)</MenuItem>
    </Menu>
  );
}
