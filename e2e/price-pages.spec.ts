import { globSync } from "node:fs";
import path from "node:path";
import { expect } from "@playwright/test";
import { test } from "./fixtures";
import { demo } from "./world";

const folder = "app/(portal)/price-lists";

/** What each page is about: one list of the first vendor, or whatever the reader sees of its own. */
const pages: Record<string, "one list" | "index"> = {
  "": "index",
  new: "index",
  timeline: "index",
  "in-force": "index",
  "[listId]": "one list",
  "[listId]/edit": "one list",
  "[listId]/as-of": "one list",
  "[listId]/items/[itemId]": "one list",
  "[listId]/versions/[number]": "one list",
};

/** The addresses of the pages on the disk: groups and slots are no part of them, and a catch-all stands for no page. */
function addresses(): string[] {
  const found = globSync("**/page.tsx", { cwd: folder }).map((file) =>
    path
      .dirname(file)
      .split("/")
      .filter((part) => !/^(\.|\(.*\)|@.*)$/.test(part))
      .join("/"),
  );
  return [...new Set(found)].filter((address) => !address.includes("...")).sort();
}

function addressOf(page: string, version: string): string {
  const filled = page
    .replace("[listId]", demo.northAmerica)
    .replace("[itemId]", demo.allApps.id)
    .replace("[number]", version);
  return `/price-lists/${filled}`;
}

const name = "North America list prices";

test("the table names every page that there is", () => {
  expect(addresses()).toEqual(Object.keys(pages).sort());
});

for (const [who, email] of [
  ["another vendor", "vendor2@example.com"],
  ["a distributor without a listing", "distributor2@example.com"],
] as const) {
  test(`${who} finds no page of the list, and its name nowhere`, async ({ page, signIn }) => {
    await signIn(page, email);
    for (const [at, kind] of Object.entries(pages)) {
      for (const tab of at.endsWith("[number]")
        ? ["", "?tab=compare", "?tab=import", "?tab=activity"]
        : [""]) {
        await page.goto(`${addressOf(at, "3")}${tab}`);
        const missing = page.getByRole("heading", { name: "Not found" });
        if (kind === "one list") await expect(missing, at).toBeAttached();
        else await expect(page.getByRole("heading", { level: 1 }), at).toBeVisible();
        await expect(page.getByText(name), at).toHaveCount(0);
      }
    }
  });
}

for (const [who, email] of [
  ["the distributor of the listing", "distributor@example.com"],
  ["its reseller", "reseller@example.com"],
] as const) {
  test(`${who} reads what is in force and finds no draft and nothing to edit`, async ({ page, signIn }) => {
    await signIn(page, email);
    await page.goto(addressOf("[listId]/versions/[number]", "3"));
    await expect(page.getByRole("heading", { name: /Version 3/ })).toBeVisible();
    for (const action of ["Schedule", "Activate", "Edit", "Delete", "Import"]) {
      await expect(page.getByRole("button", { name: action })).toHaveCount(0);
    }
    await page.goto(addressOf("[listId]/versions/[number]", "5"));
    await expect(page.getByRole("heading", { name: "Not found" })).toBeAttached();
    await page.goto(addressOf("[listId]", ""));
    await expect(page.getByText("Proposal for spring")).toHaveCount(0);
  });
}

test("a reseller sees its own columns and no cost", async ({ page, signIn }) => {
  await signIn(page, "reseller@example.com");
  await page.goto(addressOf("[listId]/versions/[number]", "3"));
  await expect(page.getByRole("columnheader", { name: "Customer price (MSRP)" })).toBeVisible();
  for (const hidden of ["Cost", "Indirect reseller price"]) {
    await expect(page.getByRole("columnheader", { name: hidden })).toHaveCount(0);
  }
});

test("a viewer of the owner reads the draft and cannot change it", async ({ page, signIn }) => {
  await signIn(page, "vendor-viewer@example.com");
  await page.goto(addressOf("[listId]/versions/[number]", "5"));
  await expect(page.getByRole("heading", { name: /Version 5/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Activate now…" })).toHaveAttribute("aria-disabled", "true");
});
