/** An item of the demo: MPN, name, what it is, and its list price and cost in US dollars. */
export type DemoItem = {
  mpn: string;
  name: string;
  description: string;
  type: "Reservation" | "PPU";
  period: "Yearly" | "Monthly";
  unit: string;
  msrp: string;
  cost: string;
};

function yearly(mpn: string, name: string, description: string, msrp: string, cost: string): DemoItem {
  return { mpn, name, description, type: "Reservation", period: "Yearly", unit: "licenses", msrp, cost };
}

function monthly(mpn: string, name: string, description: string, msrp: string, cost: string): DemoItem {
  return { mpn, name, description, type: "Reservation", period: "Monthly", unit: "users", msrp, cost };
}

function metered(mpn: string, name: string, unit: string, msrp: string, cost: string): DemoItem {
  return { mpn, name, description: "Billed by use", type: "PPU", period: "Monthly", unit, msrp, cost };
}

/** MPNs as in the public examples of flexible discounts, so that codes of those examples find their items. */
export const creativeItems: DemoItem[] = [
  yearly("65304768CA", "Creative All Apps", "Every application, with 1 TB of storage", "365.00", "300.00"),
  yearly("65304768CB", "Creative All Apps Pro", "Every application, with stock images", "779.88", "641.00"),
  yearly("65304520CA", "Photo", "Photo editing for desktop and tablet", "263.88", "216.90"),
  yearly("65304767CA", "Vector", "Illustrations and logos", "263.88", "216.90"),
  yearly("65304769CA", "Technical Suite", "Authoring and publishing of manuals", "719.88", "591.70"),
  yearly("65304770CA", "Layout", "Books, brochures and magazines", "263.88", "216.90"),
  yearly("65305409CA", "Layout for teams", "Layout with shared libraries", "335.88", "276.05"),
  yearly("11083117CA", "Photo for teams", "Photo with shared libraries", "335.88", "276.05"),
  yearly("11073058CA", "Motion", "Animation and visual effects", "365.00", "300.00"),
  yearly("69804578CA", "Video", "Editing and colour grading", "365.00", "300.00"),
  yearly("65322535CA", "Sound", "Recording and restoration", "263.88", "216.90"),
  yearly("30001475CC", "Documents Pro", "Create, sign and protect documents", "191.88", "157.70"),
  yearly("65304800CA", "Review", "Comments and approval for clients", "119.88", "98.50"),
  yearly("65304801CA", "Fonts", "A licence for the whole type library", "59.88", "49.20"),
];

export const guardItems: DemoItem[] = [
  monthly("LG-EP-STD", "Guard Endpoint Standard", "Protection of laptops and desktops", "4.50", "3.15"),
  monthly("LG-EP-ADV", "Guard Endpoint Advanced", "With detection and response", "8.90", "6.23"),
  monthly("LG-MAIL", "Guard Mail", "Filters spam and phishing", "2.40", "1.68"),
  monthly("LG-ID", "Guard Identity", "Single sign-on and two factors", "3.60", "2.52"),
  monthly("LG-SRV", "Guard Server", "Protection of servers", "14.00", "9.80"),
  monthly("LG-MOB", "Guard Mobile", "Protection of phones and tablets", "1.90", "1.33"),
  metered("LG-SCAN", "Scans", "requests", "0.0008", "0.0005"),
  metered("LG-LOG", "Log retention", "gb", "0.12", "0.08"),
  metered("LG-SANDBOX", "Sandbox minutes", "minutes", "0.015", "0.01"),
];

export const backupItems: DemoItem[] = [
  monthly("LB-WS", "Backup Workstation", "Daily copies of a workstation", "3.20", "2.30"),
  monthly("LB-SRV", "Backup Server", "Hourly copies of a server", "19.00", "13.70"),
];

export const analyticsItems: DemoItem[] = [
  monthly("QA-VIEW", "Quarry Viewer", "Reads dashboards", "12.00", "9.00"),
  monthly("QA-EDIT", "Quarry Editor", "Builds dashboards", "48.00", "36.00"),
  monthly("QA-API", "Quarry Connector", "Feeds data from other systems", "95.00", "71.00"),
];
