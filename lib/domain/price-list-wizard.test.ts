import { expect, test } from "vitest";
import {
  reachableStep,
  type StepProblems,
  stepProblems,
  type WizardDraft,
  type WizardStep,
  wizardSteps,
} from "./price-list-wizard";

const draft: WizardDraft = {
  way: "scratch",
  model: "",
  name: "North America",
  currency: "USD",
  precision: "0.01",
  description: "",
  products: ["PRD-207-752-513"],
  attributes: [
    { name: "Price", description: "" },
    { name: "v.floor", description: "Lowest" },
  ],
  startAt: "",
  versionDescription: "",
};

test.each<[WizardStep, Partial<WizardDraft>, StepProblems]>([
  ["model", { way: "model" }, { model: ["Choose a price list."] }],
  ["model", { way: "model", model: "PL-1" }, {}],
  ["general", { name: " " }, { name: ["must not be empty"] }],
  ["general", { name: "", currency: "" }, { name: ["must not be empty"], currency: ["Choose a currency."] }],
  ["general", { name: "x".repeat(513) }, { name: ["may have at most 512 characters"] }],
  ["general", { precision: "0" }, {}],
  ["general", { precision: "0.00000001" }, {}],
  [
    "general",
    { precision: "0.000000001" },
    { precision: ["1e-9 is not allowed; use 0 (whole numbers), 0.1, 0.01 and so on to 0.00000001"] },
  ],
  ["products", { products: [] }, { products: ["Choose at least one product."] }],
  ["columns", { attributes: [] }, { attributes: ["Add at least one column."] }],
  [
    "columns",
    {
      attributes: [
        { name: "Price", description: "" },
        { name: "Price", description: "" },
      ],
    },
    { attributes: ["“Price” is given twice"] },
  ],
  ["version", { startAt: "tomorrow" }, { "version.start_at": ["is no date and time"] }],
  ["version", { startAt: "2027-01-01T00:00:00.000Z" }, {}],
  ["summary", {}, {}],
])("step %s of %j", (step, change, problems) => {
  expect(stepProblems(step, { ...draft, ...change })).toEqual(problems);
});

test("a complete draft reaches every step; an unfinished one stays at the first that is not done", () => {
  for (const step of wizardSteps) expect(reachableStep(wizardSteps, step, draft)).toBe(step);
  expect(reachableStep(wizardSteps, "summary", { ...draft, products: [] })).toBe("products");
  expect(reachableStep(wizardSteps, "products", { ...draft, products: [] })).toBe("products");
  expect(reachableStep(wizardSteps, "summary", { ...draft, name: "", attributes: [] })).toBe("general");
});
