import { invalid } from "./errors";
import { isId } from "./ids";
import { quote } from "./money-text";

/** The four marketplace parameters of flexible discounts (DESIGN §8), as people and the API name them. */
export const discountParameters = {
  flex_fixed_promotions_available: {
    name: "Flexible fixed promotions available",
    kind: "switch",
    description: "Allows fixed discounts on this marketplace.",
  },
  flex_percent_promotions_available: {
    name: "Flexible percentage promotions available",
    kind: "switch",
    description: "Allows percentage discounts on this marketplace.",
  },
  allow_auto_apply_flex_discounts: {
    name: "Allow auto apply flexible discounts",
    kind: "switch",
    description: "Discovers discounts at checkout and applies the most favourable one.",
  },
  flex_disc_console_available_tiers: {
    name: "Flexible discounts available tiers",
    kind: "tiers",
    description:
      "The resellers that may see discounts: tier account ids with commas between, or ALL. Empty is nobody.",
  },
} as const satisfies Record<string, { name: string; kind: "switch" | "tiers"; description: string }>;

export type DiscountParameterId = keyof typeof discountParameters;

export function isDiscountParameter(id: string): id is DiscountParameterId {
  return Object.hasOwn(discountParameters, id);
}

/** Which resellers may see discounts: all of them, or those named (an empty list is nobody). */
export type ConsoleTiers = "ALL" | readonly string[];

export type DiscountSettings = {
  fixed: boolean;
  percent: boolean;
  autoApply: boolean;
  tiers: ConsoleTiers;
};

/** Before anybody set them: nothing is available, nothing is applied by itself, nobody sees. */
export const defaultDiscountSettings: DiscountSettings = {
  fixed: false,
  percent: false,
  autoApply: false,
  tiers: [],
};

/**
 * Reads one switch.
 * @throws DomainError `invalid` naming the parameter, the value and what is allowed.
 */
export function parseSwitch(id: DiscountParameterId, value: unknown): boolean {
  if (typeof value === "boolean") return value;
  const text = typeof value === "string" ? value.trim().toLowerCase() : undefined;
  if (text === "true") return true;
  if (text === "false") return false;
  throw invalid(id, `${shown(value)} is not allowed; use true or false`, { rule: "boolean", value });
}

/**
 * Reads the tiers: ids are trimmed, repeated ones counted once, `ALL` (in either case) stands alone, empty is nobody.
 * @param isKnown is this tier account one of the distributor's resellers?
 * @throws DomainError `invalid` naming every id that is malformed or unknown.
 */
export function parseTiers(value: unknown, isKnown: (tierId: string) => boolean): ConsoleTiers {
  const path = "flex_disc_console_available_tiers";
  if (typeof value !== "string") {
    throw invalid(path, `${shown(value)} is not allowed; use tier account ids with commas between, or ALL`, {
      rule: "text",
      value,
    });
  }
  const ids = [
    ...new Set(
      value
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    ),
  ];
  if (ids.some((id) => id.toUpperCase() === "ALL")) {
    if (ids.length === 1) return "ALL";
    throw invalid(path, "ALL must stand alone, without tier account ids beside it", {
      rule: "all_alone",
      value,
    });
  }
  const unknown = ids.filter((id) => !isId("tierAccount", id) || !isKnown(id));
  if (unknown.length === 0) return ids;
  const [noun, verb] = unknown.length === 1 ? ["reseller", "is not"] : ["resellers", "are not"];
  throw invalid(
    path,
    `${unknown.map(quote).join(", ")} ${verb} ${noun} of this marketplace; use ids such as TA-1000-0000-0001`,
    {
      rule: "unknown_tier",
      value,
    },
  );
}

/** The tiers as stored and answered: `ALL`, or ids with a comma between. */
export function printTiers(tiers: ConsoleTiers): string {
  return tiers === "ALL" ? "ALL" : tiers.join(",");
}

/** A parameter's value as stored text, checked. @throws DomainError `invalid`. */
export function parseParameter(
  id: DiscountParameterId,
  value: unknown,
  isKnown: (tierId: string) => boolean,
): string {
  return discountParameters[id].kind === "switch"
    ? String(parseSwitch(id, value))
    : printTiers(parseTiers(value, isKnown));
}

/** The settings from stored text; what is absent has its default. Stored ids were checked when they were written. */
export function settingsOf(stored: ReadonlyMap<string, string>): DiscountSettings {
  const isOn = (id: DiscountParameterId) => stored.get(id) === "true";
  return {
    fixed: isOn("flex_fixed_promotions_available"),
    percent: isOn("flex_percent_promotions_available"),
    autoApply: isOn("allow_auto_apply_flex_discounts"),
    tiers: parseTiers(stored.get("flex_disc_console_available_tiers") ?? "", () => true),
  };
}

/** One parameter as the API answers it: `true`/`false`, or the tiers as text (API.md §3). */
export function printParameter(id: DiscountParameterId, settings: DiscountSettings): boolean | string {
  switch (id) {
    case "flex_fixed_promotions_available":
      return settings.fixed;
    case "flex_percent_promotions_available":
      return settings.percent;
    case "allow_auto_apply_flex_discounts":
      return settings.autoApply;
    case "flex_disc_console_available_tiers":
      return printTiers(settings.tiers);
  }
}

/** May this reseller see discount information? Visibility never changes a price (DESIGN §8). */
export function mayConsoleSee(tiers: ConsoleTiers, tierId: string): boolean {
  return tiers === "ALL" || tiers.includes(tierId);
}

function shown(value: unknown): string {
  return quote(typeof value === "string" ? value : (JSON.stringify(value) ?? String(value)));
}
