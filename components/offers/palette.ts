/** Told apart in light and dark and by most kinds of colour vision; a name goes with each. */
export const palette = [
  { name: "Blue", value: "#2563eb" },
  { name: "Teal", value: "#0d9488" },
  { name: "Green", value: "#16a34a" },
  { name: "Amber", value: "#d97706" },
  { name: "Red", value: "#dc2626" },
  { name: "Pink", value: "#db2777" },
  { name: "Violet", value: "#7c3aed" },
  { name: "Slate", value: "#64748b" },
] as const;

/** The colour that a new plan starts with: the first that no other plan has. */
export function freeColor(taken: readonly string[]): string {
  return (palette.find(({ value }) => !taken.includes(value)) ?? palette[0]).value;
}
