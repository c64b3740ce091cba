import type { ReactNode } from "react";

/** The price list, and beside it the drawer that the address opens. */
export default function PriceListLayout({ children, drawer }: { children: ReactNode; drawer: ReactNode }) {
  return (
    <>
      {children}
      {drawer}
    </>
  );
}
