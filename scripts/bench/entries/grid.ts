import { type Browser, chromium, type Page } from "@playwright/test";
import { password } from "@/lib/services/demo/accounts";
import { findChromium } from "../../chromium.mjs";
import { type BenchEntry, grouped, type Measure } from "../entry";
import { aServer } from "../server";
import { percentile, ratio, withoutBudget } from "../timing";
import { aList, aProduct, aVendor } from "../world";

const sizes = [1_000, 100_000] as const;
const rounds = 5;
const frames = 150;
/** How far the grid goes in a frame: about ten rows, a fast wheel. */
const pixelsPerFrame = 360;

export const entry: BenchEntry = {
  title: `The price grid in Chromium at ${grouped(sizes[1])} rows`,
  async run() {
    const executablePath = findChromium();
    if (!executablePath) return { skipped: "there is no Chromium; install one or name it in CHROMIUM_PATH" };
    const vendor = await aVendor();
    const paths: string[] = [];
    for (const size of sizes) {
      const { listId } = await aList(vendor, await aProduct(vendor, size, `Product of ${size}`));
      paths.push(`/price-lists/${listId}/versions/1`);
    }
    const server = await aServer();
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    try {
      return await measured(await signedIn(browser, server.address), paths);
    } finally {
      await browser.close();
      await server.stop();
    }
  },
};

async function signedIn(browser: Browser, baseURL: string): Promise<Page> {
  const page = await browser.newPage({ baseURL, viewport: { width: 1440, height: 900 } });
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill("vendor@example.com");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  return page;
}

async function measured(page: Page, paths: readonly string[]): Promise<Measure[]> {
  const paints: number[][] = [[], []];
  const times: number[][] = [[], []];
  // The first round warms the server's routes and the browser's cache up.
  for (let round = 0; round <= rounds; round++) {
    for (const [n, path] of paths.entries()) {
      const paint = await painted(page, path);
      const scrolled = await scrolledFrames(page);
      if (round === 0) continue;
      paints[n]?.push(paint);
      times[n]?.push(...scrolled);
    }
  }
  const [few = Number.NaN, many = Number.NaN] = paints.map((each) => Math.min(...each));
  const [fewFrames = Number.NaN, manyFrames = Number.NaN] = times.map((each) => percentile(each, 0.95));
  const against = `${grouped(sizes[1])} rows against ${grouped(sizes[0])}`;
  return [
    ratio(`first paint of prices since navigation, ${against}`, many, few, 1.5),
    withoutBudget(
      ratio(`time of a frame while scrolling, 95 of 100 below, ${against}`, manyFrames, fewFrames, 0),
    ),
    {
      name: "the same time",
      value: manyFrames,
      unit: "ms",
      detail: `${grouped(times[1]?.length ?? 0)} frames of ${pixelsPerFrame} pixels`,
    },
  ];
}

/** Milliseconds from the navigation to the frame that has prices in it. */
async function painted(page: Page, path: string): Promise<number> {
  await page.goto(path, { waitUntil: "commit" });
  const handle = await page.waitForFunction(() => {
    const cells = document.querySelectorAll('[data-slot="price-grid"] [role="gridcell"]');
    return [...cells].some((cell) => /\d\.\d\d/.test(cell.textContent)) ? performance.now() : 0;
  });
  return handle.jsonValue();
}

/** How long each frame lasts while the grid moves, once it stands. */
async function scrolledFrames(page: Page): Promise<number[]> {
  await page.waitForLoadState("networkidle");
  return page.evaluate(
    async ({ frames, step }) => {
      const grid = document.querySelector('[data-slot="price-grid"]');
      if (!grid) throw new Error("There is no grid.");
      const spent: number[] = [];
      const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      let last = await nextFrame();
      for (let n = 0; n < frames; n++) {
        grid.scrollTop += step;
        const now = await nextFrame();
        spent.push(now - last);
        last = now;
      }
      if (grid.scrollTop === 0) throw new Error("The grid does not scroll.");
      return spent;
    },
    { frames, step: pixelsPerFrame },
  );
}
