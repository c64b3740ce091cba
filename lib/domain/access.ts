import { DomainError } from "./errors";

export const accountKinds = ["vendor", "distributor", "reseller"] as const;
export type AccountKind = (typeof accountKinds)[number];

export const roles = ["admin", "editor", "viewer"] as const;
export type Role = (typeof roles)[number];

/** What an API token may be limited to; each permission belongs to one module. */
export const tokenModules = [
  "products",
  "pricing",
  "offers",
  "listings",
  "discounts",
  "orders",
  "account",
] as const;
export type TokenModule = (typeof tokenModules)[number];

/** Who acts. `system` is the clock and the loader of demo data. */
export type Actor = {
  type: "user" | "token" | "system";
  /** UR-…, SU-… or "system". */
  id: string;
  name: string;
  account: { id: string; kind: AccountKind; name: string };
  role: Role;
  /** Only for tokens: the modules it is limited to; null means all. */
  modules: TokenModule[] | null;
  /** Only for resellers: the distributor whose tier account this is. */
  distributorId?: string;
  /** Only for a person in the browser: the session in use. */
  sessionId?: string;
};

type PermissionRule = {
  description: string;
  module: TokenModule;
  kinds: readonly AccountKind[];
  roles: readonly Role[];
};

const everyone = roles;
const writers = ["admin", "editor"] as const;
const admins = ["admin"] as const;
const all = accountKinds;
const vendor = ["vendor"] as const;
const distributor = ["distributor"] as const;
const sellers = ["vendor", "distributor"] as const;

/** The one table behind the server's check, the buttons and the documentation (DESIGN §9). */
export const permissions = {
  "products:read": { description: "See products and items", module: "products", kinds: all, roles: everyone },
  "products:write": {
    description: "Create, edit, import and publish products and items",
    module: "products",
    kinds: vendor,
    roles: writers,
  },
  "pricing:read": {
    description: "See price lists, versions and prices",
    module: "pricing",
    kinds: all,
    roles: everyone,
  },
  "pricing:write": {
    description: "Create and edit price lists, draft versions and their prices",
    module: "pricing",
    kinds: sellers,
    roles: writers,
  },
  "pricing:publish": {
    description: "Schedule, unschedule, activate and terminate",
    module: "pricing",
    kinds: sellers,
    roles: writers,
  },
  "offers:read": {
    description: "See offers, plans and features",
    module: "offers",
    kinds: all,
    roles: everyone,
  },
  "offers:write": {
    description: "Create and edit offers and publish their versions",
    module: "offers",
    kinds: vendor,
    roles: writers,
  },
  "listings:read": {
    description: "See listings and listing requests",
    module: "listings",
    kinds: all,
    roles: everyone,
  },
  "listings:request": {
    description: "Create, submit and cancel listing requests",
    module: "listings",
    kinds: vendor,
    roles: writers,
  },
  "listings:review": {
    description: "Accept, refine, complete and cancel listing requests",
    module: "listings",
    kinds: distributor,
    roles: writers,
  },
  "marketplaces:read": { description: "See marketplaces", module: "listings", kinds: all, roles: everyone },
  "marketplaces:write": {
    description: "Create and configure marketplaces",
    module: "listings",
    kinds: distributor,
    roles: writers,
  },
  "contracts:read": {
    description: "See distribution contracts",
    module: "listings",
    kinds: sellers,
    roles: everyone,
  },
  "discounts:read": {
    description: "See flexible discounts",
    module: "discounts",
    kinds: sellers,
    roles: everyone,
  },
  "discounts:write": {
    description: "Create, edit and end flexible discounts",
    module: "discounts",
    kinds: vendor,
    roles: writers,
  },
  "customers:read": {
    description: "See customers and resellers",
    module: "orders",
    kinds: ["distributor", "reseller"],
    roles: everyone,
  },
  "customers:write": {
    description: "Create and edit customers and resellers",
    module: "orders",
    kinds: ["distributor", "reseller"],
    roles: writers,
  },
  "checkout:preview": {
    description: "Preview what an order will cost",
    module: "orders",
    kinds: ["distributor", "reseller"],
    roles: everyone,
  },
  "activity:read": { description: "See who changed what", module: "account", kinds: all, roles: everyone },
  "webhooks:read": {
    description: "See webhooks and what was delivered to them",
    module: "account",
    kinds: all,
    roles: admins,
  },
  "webhooks:write": {
    description: "Create, edit, test and delete webhooks",
    module: "account",
    kinds: all,
    roles: admins,
  },
  "tokens:read": { description: "See API tokens", module: "account", kinds: all, roles: admins },
  "tokens:write": {
    description: "Create and revoke API tokens",
    module: "account",
    kinds: all,
    roles: admins,
  },
  "members:read": {
    description: "See the members of the account",
    module: "account",
    kinds: all,
    roles: everyone,
  },
  "members:write": {
    description: "Invite and remove members, change their roles and reset their passwords",
    module: "account",
    kinds: all,
    roles: admins,
  },
} as const satisfies Record<string, PermissionRule>;

export type Permission = keyof typeof permissions;

/** Why the actor may not, as a sentence for people, or undefined when it may. */
export function denial(actor: Actor, permission: Permission): string | undefined {
  if (actor.type === "system") return undefined;
  const rule: PermissionRule = permissions[permission];
  const action = rule.description.toLowerCase();
  if (!rule.kinds.includes(actor.account.kind)) {
    return `Only a ${rule.kinds.join(" or ")} account can ${action}.`;
  }
  if (!rule.roles.includes(actor.role)) {
    return `Your role is ${actor.role}; to ${action} you need the role ${rule.roles.join(" or ")}.`;
  }
  if (actor.modules && !actor.modules.includes(rule.module)) {
    return `This token is not allowed to use the module ${rule.module}.`;
  }
  return undefined;
}

export function can(actor: Actor, permission: Permission): boolean {
  return denial(actor, permission) === undefined;
}

/** @throws DomainError `forbidden` with the reason. */
export function authorise(actor: Actor, permission: Permission): void {
  const reason = denial(actor, permission);
  if (reason) throw new DomainError("forbidden", reason);
}

declare const branded: unique symbol;
/** What an actor may see. Every query demands one, and only `scopeOf` makes one: a forgotten tenant filter does not compile. */
export type Scope = (
  | { kind: "all" }
  | { kind: "vendor"; vendorId: string }
  | { kind: "distributor"; distributorId: string }
  | { kind: "reseller"; resellerId: string; distributorId: string }
) & { readonly [branded]: true };

export function scopeOf(actor: Actor): Scope {
  return plainScope(actor) as Scope;
}

function plainScope(actor: Actor) {
  if (actor.type === "system") return { kind: "all" };
  const { id, kind } = actor.account;
  if (kind === "vendor") return { kind, vendorId: id };
  if (kind === "distributor") return { kind, distributorId: id };
  return { kind, resellerId: id, distributorId: actor.distributorId ?? "" };
}

/** The predefined price columns an account of this kind may see; `"all"` includes custom columns (DESIGN §1, Column visibility). */
export type VisibleColumns = "all" | readonly string[];

/** `tier` is the reseller's place in the chain: 1 sells to the customer's tier 1, 2 is above it. */
export function visibleColumns(kind: AccountKind, tier: 1 | 2 = 1): VisibleColumns {
  if (kind !== "reseller") return "all";
  return tier === 1 ? ["st0p", "st1p"] : ["st0p", "st2p"];
}
