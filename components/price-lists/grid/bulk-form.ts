import type { OperationInput } from "@/lib/domain/bulk-change";
import { readOperation } from "@/lib/domain/bulk-change";
import { isDomainError } from "@/lib/domain/errors";

/** What a bulk change does, as the form holds it. */
export type BulkForm = {
  columnIds: string[];
  /** The selected items, or all that the filters show. */
  scope: "selected" | "shown";
  kind: OperationInput["kind"];
  value: string;
  direction: "nearest" | "up" | "down";
};

/** The verbs, the label of the value and an example. */
export const operations = {
  percent: {
    label: "Raise or lower by a percentage",
    field: "Percent",
    help: "For example 2.5, or -10 to lower.",
  },
  add: { label: "Add or subtract an amount", field: "Amount", help: "For example 5, or -0.50 to subtract." },
  set: { label: "Set to an amount", field: "Amount", help: "Also fills empty prices." },
  round: { label: "Round to a multiple", field: "Multiple of", help: "For example 0.05, 1 or 10." },
} as const satisfies Record<OperationInput["kind"], { label: string; field: string; help: string }>;

/** The operation, or what is wrong with its value; `undefined` while nothing was typed. */
export function operationOf(
  { kind, value, direction }: BulkForm,
  decimals: number,
): { operation: OperationInput } | { problem: string } | undefined {
  const text = value.trim().replace("\u2212", "-");
  if (text === "") return undefined;
  const operation: OperationInput =
    kind === "round" ? { kind, value: text, direction } : { kind, value: text };
  try {
    readOperation(operation, decimals);
    return { operation };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { problem: error.issues[0]?.message ?? error.message };
  }
}

/** “+2.5 %”, “set to 12”, for the undo and the list of changes. */
export function wordsOf(operation: OperationInput): string {
  const value = String(operation.value);
  const signed = /^[+-]/.test(value) ? value.replace("-", "\u2212") : `+${value}`;
  if (operation.kind === "percent") return `${signed} %`;
  if (operation.kind === "add") return signed;
  return operation.kind === "set" ? `set to ${value}` : `rounded to ${value}`;
}
