import { expect, test } from "vitest";
import { costAtLevel, higherLevel, levelOf } from "./volume-level";

test.each([
  [1, "01"],
  [9, "01"],
  [10, "02"],
  [49, "02"],
  [50, "03"],
  [99, "03"],
  [100, "04"],
  [599_000, "04"],
])("%i licences are level %s", (quantity, level) => {
  expect(levelOf(quantity)).toBe(level);
});

test("a level is never lowered by an order", () => {
  expect(higherLevel("03", "01")).toBe("03");
  expect(higherLevel("01", "02")).toBe("02");
  expect(higherLevel("13", "04")).toBe("13");
});

test("a level's own column counts where it has a value", () => {
  const [price, second] = [
    { units: 30000n, scale: 2 },
    { units: 28500n, scale: 2 },
  ];
  expect(costAtLevel({ price, "v.level_02": second }, "02")).toBe(second);
  expect(costAtLevel({ price, "v.level_02": second }, "03")).toBe(price);
  expect(costAtLevel({ st0p: price }, "02")).toBeUndefined();
});
