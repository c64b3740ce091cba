export const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];

/** The cookie that remembers the choice; the server reads it before the first byte, so the page never flashes. */
export const themeCookie = "theme";

/** Anything but a known theme means "follow the system". */
export function parseTheme(text: string | undefined): Theme {
  return themes.find((theme) => theme === text) ?? "system";
}
