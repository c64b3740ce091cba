import { insertAsset } from "@/db/assets";
import { database } from "@/db/client";
import { versionsInForce } from "@/db/prices";
import type { Actor } from "../../domain/access";
import type { Segment } from "../../domain/states";
import { TierAccountInput } from "../../domain/tier-account";
import { created } from "../context";
import { createTierAccount } from "../tier-accounts/tier-accounts";
import { products } from "./catalogue";
import { marketplaces } from "./channel";
import { priceLists } from "./pricing";
import type { Calendar } from "./story";

type Company = {
  id: string;
  type: "customer" | "reseller";
  name: string;
  segment: Segment;
  parent?: string;
  address: [street: string, city: string, postalCode: string, country: string];
  contact: [first: string, last: string];
};

const resellers: Company[] = [
  {
    id: "TA-1000-0000-0001",
    type: "reseller",
    name: "Brightside IT",
    segment: "COM",
    address: ["12 Market Street", "San Francisco", "94105", "US"],
    contact: ["Rosa", "Jimenez"],
  },
  {
    id: "TA-1000-0000-0002",
    type: "reseller",
    name: "Metro Systemhaus",
    segment: "COM",
    address: ["Torstraße 140", "Berlin", "10119", "DE"],
    contact: ["Moritz", "Adler"],
  },
];

const customers: Company[] = [
  {
    id: "TA-1000-0000-0101",
    type: "customer",
    name: "Acme Design Studio",
    segment: "COM",
    parent: "TA-1000-0000-0001",
    address: ["500 Howard Street", "San Francisco", "94105", "US"],
    contact: ["Alice", "Nguyen"],
  },
  {
    id: "TA-1000-0000-0102",
    type: "customer",
    name: "Lakeside University",
    segment: "EDU",
    parent: "TA-1000-0000-0001",
    address: ["1 College Avenue", "Madison", "53703", "US"],
    contact: ["Leonard", "Okoye"],
  },
  {
    id: "TA-1000-0000-0103",
    type: "customer",
    name: "City of Springfield",
    segment: "GOV",
    address: ["300 Main Street", "Springfield", "62701", "US"],
    contact: ["Sandra", "Hill"],
  },
  {
    id: "TA-1000-0000-0104",
    type: "customer",
    name: "Riverbank Architects",
    segment: "COM",
    address: ["88 River Road", "Austin", "78701", "US"],
    contact: ["Ravi", "Menon"],
  },
  {
    id: "TA-1000-0000-0105",
    type: "customer",
    name: "Blumen Verlag",
    segment: "COM",
    parent: "TA-1000-0000-0002",
    address: ["Hafenstraße 7", "Hamburg", "20457", "DE"],
    contact: ["Birgit", "Seidel"],
  },
  {
    id: "TA-1000-0000-0106",
    type: "customer",
    name: "Lycée Lumière",
    segment: "EDU",
    address: ["22 rue des Écoles", "Lyon", "69005", "FR"],
    contact: ["Léa", "Moreau"],
  },
];

const longStanding: Company = {
  id: "TA-1000-0000-0107",
  type: "customer",
  name: "Old Mill Press",
  segment: "COM",
  address: ["7 Mill Lane", "Boston", "02110", "US"],
  contact: ["Olive", "Brandt"],
};

const japanese: Company = {
  id: "TA-2000-0000-0101",
  type: "customer",
  name: "Kogane Studio",
  segment: "COM",
  address: ["3-1 Dogenzaka", "Tokyo", "150-0043", "JP"],
  contact: ["Kenji", "Sato"],
};

async function loadCompany(distributor: Actor, company: Company): Promise<void> {
  const { id, address, contact, parent, ...rest } = company;
  const [address_line1, city, postal_code, country] = address;
  const [first_name, last_name] = contact;
  const email = `${first_name}@${last_name}.example`
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^\w@.]/g, "");
  const input = TierAccountInput.parse({
    ...rest,
    ...(parent ? { parent } : {}),
    contact_info: { address_line1, city, postal_code, country, contact: { first_name, last_name, email } },
  });
  await createTierAccount(distributor, { ...input, id });
}

/** Two resellers and seven customers of the first distributor, in different segments and countries, and one of the second. */
export async function loadCustomers(harbor: Actor, sakura: Actor, calendar: Calendar): Promise<void> {
  calendar.turnTo(-405);
  for (const company of [...resellers, ...customers, longStanding]) await loadCompany(harbor, company);
  calendar.turnTo(-160);
  await loadCompany(sakura, japanese);
}

type Subscription = {
  id: string;
  customer: string;
  reseller: string | null;
  marketplaceId: string;
  listId: string;
  currency: string;
  /** When it began, in days of the story. */
  began: number;
  items: [number: number, quantity: number][];
};

const subscriptions: Subscription[] = [
  {
    id: "AS-1000-0000-0001",
    customer: "TA-1000-0000-0101",
    reseller: "TA-1000-0000-0001",
    marketplaceId: marketplaces.us,
    listId: priceLists.northAmerica,
    currency: "USD",
    began: -275,
    items: [
      [1, 10],
      [3, 4],
    ],
  },
  {
    id: "AS-1000-0000-0002",
    customer: "TA-1000-0000-0103",
    reseller: null,
    marketplaceId: marketplaces.us,
    listId: priceLists.northAmerica,
    currency: "USD",
    began: -30,
    items: [[12, 60]],
  },
  {
    id: "AS-1000-0000-0003",
    customer: longStanding.id,
    reseller: null,
    marketplaceId: marketplaces.us,
    listId: priceLists.northAmerica,
    currency: "USD",
    began: -346,
    items: [[2, 25]],
  },
  {
    id: "AS-1000-0000-0004",
    customer: "TA-1000-0000-0105",
    reseller: "TA-1000-0000-0002",
    marketplaceId: marketplaces.europe,
    listId: priceLists.europe,
    currency: "EUR",
    began: -120,
    items: [[1, 8]],
  },
];

/** Subscriptions at different points of their term; each keeps the version it was sold at. */
export async function loadSubscriptions(harbor: Actor, calendar: Calendar): Promise<void> {
  const db = database();
  for (const { id, began, items, listId, customer, reseller, ...rest } of subscriptions) {
    const at = calendar.at(began);
    const version = (await versionsInForce(db, [listId], at)).get(listId)?.version;
    if (!version) throw new Error(`${listId} had nothing in force on day ${began}`);
    const row = {
      ...rest,
      id,
      distributorId: harbor.account.id,
      productId: products.creative,
      customerId: customer,
      tier1Id: reseller,
      status: "active" as const,
      anniversary: calendar.date(began + 365),
      versionId: version.id,
      params: [],
      activatedAt: at,
      ...created(harbor, at),
    };
    const held = items.map(([number, quantity]) => ({
      itemId: `${products.creative}-${String(number).padStart(4, "0")}`,
      quantity,
    }));
    await db.transaction((tx) => insertAsset(tx, row, held));
  }
}
