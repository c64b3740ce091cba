import { formRows } from "@/components/ui/form-data";
import { minorUnitDecimals } from "@/lib/domain/currencies";
import { type PriceColumn, predefinedColumns } from "@/lib/domain/price-columns";
import type { WizardDraft, WizardStep } from "@/lib/domain/price-list-wizard";

/** A vendor's list that a distributor's own can be modelled on. */
export type ModelList = {
  id: string;
  name: string;
  currency: string;
  decimals: number;
  products: { id: string; name: string }[];
  columns: PriceColumn[];
};

/** “0.01” of 2, as the API writes a precision. */
export function precisionText(decimals: number): string {
  return decimals === 0 ? "0" : `0.${"0".repeat(decimals - 1)}1`;
}

export function precisionOfCurrency(code: string): string {
  return precisionText(minorUnitDecimals(code) ?? 2);
}

/** Cost and customer price for a vendor; what a distributor's own list is for, the prices down the chain, for a distributor. */
export function emptyDraft(isDistributor: boolean, products: string[]): WizardDraft {
  const columns = isDistributor ? predefinedColumns.slice(1) : predefinedColumns.slice(0, 2);
  return {
    way: "scratch",
    model: "",
    name: "",
    currency: "",
    precision: precisionText(2),
    description: "",
    products,
    attributes: columns.map(({ name }) => ({ name, description: "" })),
    startAt: "",
    versionDescription: "",
  };
}

/** Takes over what a modelled list shares with its model; name and description stay. */
export function modelled(draft: WizardDraft, model: ModelList): WizardDraft {
  return {
    ...draft,
    currency: model.currency,
    precision: precisionText(model.decimals),
    products: model.products.map(({ id }) => id),
    attributes: model.columns.map(({ name, description }) => ({ name, description: description ?? "" })),
  };
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** What the form of a step holds, typed or chosen; nothing of it is checked. */
export function readStep(step: WizardStep, form: FormData): Partial<WizardDraft> {
  const readers: Record<WizardStep, () => Partial<WizardDraft>> = {
    model: () => ({
      way: text(form, "way") === "model" ? "model" : "scratch",
      model: text(form, "way") === "model" ? text(form, "model") : "",
    }),
    general: () => ({
      name: text(form, "name"),
      currency: text(form, "currency"),
      precision: text(form, "precision"),
      description: text(form, "description"),
    }),
    products: () => ({
      products: form.getAll("products[]").filter((id) => typeof id === "string" && id !== "") as string[],
    }),
    columns: () => ({
      attributes: formRows(form, "attributes").map(({ name = "", description = "" }) => ({
        name,
        description,
      })),
    }),
    version: () => ({
      startAt: text(form, "version.start_at"),
      versionDescription: text(form, "version.description"),
    }),
    summary: () => ({}),
  };
  return readers[step]();
}

/** The draft as the fields that the server action takes. */
export function draftFields(draft: WizardDraft): [name: string, value: string][] {
  return [
    ["name", draft.name],
    ["currency", draft.currency],
    ["precision", draft.precision],
    ["description", draft.description],
    ...draft.products.map((id): [string, string] => ["products[]", id]),
    ...draft.attributes.flatMap(({ name, description }, index): [string, string][] => [
      [`attributes[${index}].name`, name],
      [`attributes[${index}].description`, description],
    ]),
    ["model", draft.way === "model" ? draft.model : ""],
    ["version.description", draft.versionDescription],
    ["version.start_at", draft.startAt],
  ];
}

const storageKey = "price-list-draft";

/** What was typed before the page was loaded anew, in this tab. */
export function storedDraft(): Partial<WizardDraft> | undefined {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? "null");
    return typeof stored === "object" && stored !== null ? stored : undefined;
  } catch {
    return undefined;
  }
}

export function storeDraft(draft: WizardDraft | undefined): void {
  try {
    if (draft) sessionStorage.setItem(storageKey, JSON.stringify(draft));
    else sessionStorage.removeItem(storageKey);
  } catch {
    // Without storage the draft lives as long as the page.
  }
}
