"use client";

import { ChevronDown } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";

type ItemFilesMenuProps = {
  productId: string;
  /** Only for the vendor: why it cannot import, or undefined. */
  importing: { refused: string | undefined } | undefined;
};

/** Items out to a spreadsheet and in from one. */
export function ItemFilesMenu({ productId, importing }: ItemFilesMenuProps) {
  // A download is no page: the browser fetches it, not the router.
  function download(format: string) {
    window.location.assign(`/public/v1/products/${productId}/items?format=${format}`);
  }

  return (
    <Menu
      trigger={
        <Button>
          {importing ? "Import and export" : "Export"} <ChevronDown aria-hidden />
        </Button>
      }
    >
      {importing ? (
        <>
          <MenuItem href={`/products/${productId}/items/import`} disabledReason={importing.refused}>
            Import from a spreadsheet…
          </MenuItem>
          <MenuSeparator />
        </>
      ) : null}
      <MenuItem onSelect={() => download("xlsx")}>Export as XLSX</MenuItem>
      <MenuItem onSelect={() => download("csv")}>Export as CSV</MenuItem>
    </Menu>
  );
}
