import { type Issue, isDomainError } from "./errors";
import { instantText } from "./instant";
import { newColumns } from "./price-columns";
import { createPriceListInput } from "./price-list";

/** The steps of making a price list; `model` only for a distributor. */
export const wizardSteps = ["model", "general", "products", "columns", "version", "summary"] as const;
export type WizardStep = (typeof wizardSteps)[number];

/** What was typed so far, as text; nothing of it is checked. */
export type WizardDraft = {
  way: "scratch" | "model";
  /** The vendor's list that it is modelled on; "" while none is chosen. */
  model: string;
  name: string;
  currency: string;
  /** “0.01” */
  precision: string;
  description: string;
  products: string[];
  attributes: { name: string; description: string }[];
  /** ISO 8601, or "" for none. */
  startAt: string;
  versionDescription: string;
};

/** What is wrong with one step, by the name of its field; empty when it can be left forwards. */
export type StepProblems = Record<string, string[]>;

const general = createPriceListInput.pick({ name: true, description: true, currency: true, precision: true });
const { products, attributes } = createPriceListInput.shape;

/** Checks one step by the schemas that the service uses too. The summary has nothing of its own. */
export function stepProblems(step: WizardStep, draft: WizardDraft): StepProblems {
  const checks: Record<WizardStep, () => StepProblems> = {
    model: () => problemIf(draft.way === "model" && draft.model === "", "model", "Choose a price list."),
    general: () => generalProblems(draft),
    products: () => {
      const ids = draft.products.map((id) => ({ id }));
      return problemIf(!products.safeParse(ids).success, "products", "Choose at least one product.");
    },
    columns: () => columnProblems(draft),
    version: () => versionProblems(draft),
    summary: () => ({}),
  };
  return checks[step]();
}

function problemIf(wrong: boolean, field: string, message: string): StepProblems {
  return wrong ? { [field]: [message] } : {};
}

function generalProblems({ name, currency, precision, description }: WizardDraft): StepProblems {
  const parsed = general.safeParse({ name, currency, precision: Number(precision), description });
  const problems = parsed.success ? {} : byField(parsed.error.issues);
  return currency === "" ? { ...problems, currency: ["Choose a currency."] } : problems;
}

function columnProblems(draft: WizardDraft): StepProblems {
  const parsed = attributes.safeParse(draft.attributes);
  if (!parsed.success) return { attributes: ["Add at least one column."] };
  try {
    newColumns(parsed.data);
    return {};
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { attributes: error.issues.map((issue: Issue) => issue.message) };
  }
}

function versionProblems({ startAt, versionDescription }: WizardDraft): StepProblems {
  const problems: StepProblems = {};
  if (versionDescription.length > 2048) {
    problems["version.description"] = ["may have at most 2048 characters"];
  }
  if (startAt !== "" && !instantText.safeParse(startAt).success) {
    problems["version.start_at"] = ["is no date and time"];
  }
  return problems;
}

function byField(issues: readonly { path: PropertyKey[]; message: string }[]): StepProblems {
  const problems: StepProblems = {};
  for (const { path, message } of issues) {
    const field = path.join(".");
    problems[field] = [...(problems[field] ?? []), message];
  }
  return problems;
}

/** The first step up to `wanted` that is not done yet: nobody comes to a later one past it. */
export function reachableStep(
  steps: readonly WizardStep[],
  wanted: WizardStep,
  draft: WizardDraft,
): WizardStep {
  const before = steps.slice(0, steps.indexOf(wanted));
  return before.find((step) => Object.keys(stepProblems(step, draft)).length > 0) ?? wanted;
}
