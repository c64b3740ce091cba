/** A unit of measure. Its id is a word (reference connect.md §6.2); `unit` is the short form shown beside a quantity. */
export type Unit = {
  id: string;
  unit: string;
  description: string;
  type: "reservation" | "ppu";
  cumulative: boolean;
};

function reserved(id: string, unit: string, description: string): Unit {
  return { id, unit, description, type: "reservation", cumulative: false };
}

/** Metered: reported as it is used. Cumulative ones add up over the period, the others are averaged or peaks. */
function metered(id: string, unit: string, description: string, cumulative: boolean): Unit {
  return { id, unit, description, type: "ppu", cumulative };
}

export const units: readonly Unit[] = [
  reserved("licenses", "licenses", "Licenses"),
  reserved("users", "users", "Users"),
  reserved("seats", "seats", "Seats"),
  reserved("devices", "devices", "Devices"),
  reserved("units", "units", "Units"),
  reserved("packs", "packs", "Packs"),
  reserved("boxes", "boxes", "Boxes"),
  reserved("pieces", "pcs", "Pieces"),
  reserved("servers", "servers", "Servers"),
  reserved("mailboxes", "mailboxes", "Mailboxes"),
  reserved("sites", "sites", "Sites"),
  reserved("domains", "domains", "Domains"),
  reserved("credits", "credits", "Credits"),
  reserved("boolean", "on/off", "On or off"),
  metered("hours", "h", "Hours", true),
  metered("minutes", "min", "Minutes", true),
  metered("transactions", "transactions", "Transactions", true),
  metered("requests", "requests", "Requests", true),
  metered("messages", "messages", "Messages", true),
  metered("mb", "MB", "Megabytes", false),
  metered("gb", "GB", "Gigabytes", false),
  metered("tb", "TB", "Terabytes", false),
  metered("gb_hours", "GB·h", "Gigabyte hours", true),
  metered("cpu_hours", "CPU·h", "Processor hours", true),
  metered("kbps", "kbit/s", "Kilobits per second", false),
  metered("mbps", "Mbit/s", "Megabits per second", false),
];

const byId = new Map(units.map((unit) => [unit.id, unit]));

export function findUnit(id: string): Unit | undefined {
  return byId.get(id);
}

/** The unit with that id, or one that is called by its id: rows stay readable when a unit leaves the table. */
export function unitOf(id: string): Unit {
  return byId.get(id) ?? reserved(id, id, id);
}
