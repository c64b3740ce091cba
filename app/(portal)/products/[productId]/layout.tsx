import type { ReactNode } from "react";

/** The product, and beside it the drawer that the address opens. */
export default function ProductLayout({ children, drawer }: { children: ReactNode; drawer: ReactNode }) {
  return (
    <>
      {children}
      {drawer}
    </>
  );
}
