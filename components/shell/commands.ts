import { type AccountKind, type Permission, permissions, type Role } from "@/lib/domain/access";
import { navigation } from "./nav";

/** Something that can be done from the palette or by keys. It either leads somewhere or runs. */
export type Command = {
  id: string;
  title: string;
  group: "This page" | "Go to" | "Create" | "Find by id" | "Settings";
  keywords?: string;
  /** Keys one after the other, e.g. "g p". */
  shortcut?: string;
} & ({ href: string } | { run: () => void });

export type ShellActor = {
  name: string;
  role: Role;
  account: { id: string; name: string; kind: AccountKind };
};

type Creation = { title: string; href: string; permission: Permission; keywords?: string };

const creations: Creation[] = [
  { title: "New product", href: "/products/new", permission: "products:write" },
  {
    title: "New price list",
    href: "/price-lists/new",
    permission: "pricing:write",
    keywords: "prices version",
  },
  { title: "New offer", href: "/offers/new", permission: "offers:write" },
  { title: "New flexible discount", href: "/flexible-discounts/new", permission: "discounts:write" },
  {
    title: "New listing request",
    href: "/requests/new",
    permission: "listings:request",
    keywords: "list offer",
  },
  { title: "New marketplace", href: "/marketplaces/new", permission: "marketplaces:write" },
  { title: "New customer", href: "/customers/new", permission: "customers:write" },
];

/** Pages below an entry of the sidebar. */
const settings: Command[] = [
  ["Members", "/settings/members", "people users invite roles"],
  ["API tokens", "/settings/tokens", "keys"],
  ["Webhooks", "/settings/webhooks", "callbacks events deliveries"],
  ["Profile and password", "/settings/profile", "name account"],
  ["Sessions", "/settings/sessions", "devices sign out"],
].map(([title = "", href = "", keywords = ""]): Command => {
  return { id: `settings:${href}`, title, group: "Settings", href, keywords };
});

function permits({ account, role }: ShellActor, permission: Permission): boolean {
  const rule: { kinds: readonly AccountKind[]; roles: readonly Role[] } = permissions[permission];
  return rule.kinds.includes(account.kind) && rule.roles.includes(role);
}

/** Going anywhere and creating anything this person may, as data. */
export function actorCommands(actor: ShellActor): Command[] {
  const places = navigation[actor.account.kind]
    .flatMap((group) => group.items)
    .map(
      ({ label, href, shortcut }): Command => ({ id: href, title: label, group: "Go to", href, shortcut }),
    );
  const makes = creations
    .filter((creation) => permits(actor, creation.permission))
    .map(({ title, href, keywords = "" }): Command => {
      return { id: href, title, group: "Create", href, keywords: `create add ${keywords}` };
    });
  return [...places, ...makes, ...settings];
}

const idForm = /^(?:PLV?|PRD|OFR|LSTR?|MP|TA)(?:-\d{2,5}){1,5}$/;

/** The object's page, when the text is an id such as PLV-667-945-709-0003. */
export function findById(text: string): Command | undefined {
  const id = text.trim().toUpperCase();
  if (!idForm.test(id)) return undefined;
  return { id: `find:${id}`, title: `Open ${id}`, group: "Find by id", href: `/go/${id}` };
}

export type CommandGroup = { value: string; items: Command[] };

/** The commands whose title or keywords contain every word of `query`, by group; an id comes first. */
export function matchCommands(commands: Command[], query: string): CommandGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = commands.filter(({ title, keywords = "", group }) => {
    const text = `${title} ${keywords} ${group}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const found = findById(query);
  const groups = Map.groupBy(found ? [found, ...matches] : matches, (command) => command.group);
  return [...groups].map(([value, items]) => ({ value, items }));
}
