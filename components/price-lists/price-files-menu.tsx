"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";

/** The version as a spreadsheet. `note` says as of when. */
export function PriceFilesMenu({ versionId, note }: { versionId: string; note: string }) {
  const save = (format: "xlsx" | "csv") => () => {
    window.location.assign(`/public/v1/pricing/versions/${versionId}?format=${format}`);
  };
  return (
    <Menu
      trigger={
        <Button>
          <Download aria-hidden />
          Export
        </Button>
      }
    >
      <MenuItem onSelect={save("xlsx")}>Excel workbook (XLSX)</MenuItem>
      <MenuItem onSelect={save("csv")}>Text file (CSV)</MenuItem>
      <p className="px-2 py-1.5 text-muted-foreground text-xs">{note}</p>
    </Menu>
  );
}
