import { expect } from "@playwright/test";
import { test } from "./fixtures";
import { pagesOfPortal, places } from "./pages";

test("every page of the portal stands in the table of pages, and nothing else does", () => {
  expect(places.map(({ page }) => page).sort()).toEqual(pagesOfPortal());
});
