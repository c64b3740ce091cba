import { randomInt } from "node:crypto";
import { z } from "zod";
import { database } from "@/db/client";
import {
  type DiscountCustomerRow,
  findDiscountCustomer,
  findDiscountCustomers,
  insertDiscountCustomer,
} from "@/db/discount-customers";
import { hasDemoAccounts } from "@/db/discount-service";
import { dayNumber, isoDate, yearsLater } from "../../domain/proration";
import { type Segment, segments } from "../../domain/states";
import { pageRequest, presentPage } from "../../vipmp/paging";
import { parsePlaceholder } from "../../vipmp/placeholder";
import { wireTimestamp } from "../../vipmp/wire";
import { type Answer, Refusal } from "./answers";
import { readJsonBody } from "./body";
import type { Call } from "./call";
import type { Caller } from "./identity";
import { marketplacesIn } from "./market";
import { replayed } from "./replay";

/** What prices and discounts depend on. */
export type Customer = Pick<
  DiscountCustomerRow,
  "id" | "companyName" | "segment" | "country" | "level" | "cotermDate"
> & { createdAt: Date | null };

/** The caller's customer; a placeholder is one too and needs no row. @throws Refusal 1116 */
export async function customerOf({ distributorId }: Caller, id: string): Promise<Customer> {
  const placeholder = parsePlaceholder(id);
  if (placeholder) {
    const { segment, country, anniversary } = placeholder;
    return {
      id,
      companyName: "Placeholder",
      segment,
      country,
      level: "01",
      cotermDate: anniversary,
      createdAt: null,
    };
  }
  const found = await findDiscountCustomer(database(), distributorId, id);
  if (!found) throw new Refusal("1116");
  return found;
}

function presentCustomer(customer: Customer) {
  const uri = `/v3/customers/${encodeURIComponent(customer.id)}`;
  return {
    customerId: customer.id,
    globalSalesEnabled: false,
    companyProfile: {
      companyName: customer.companyName,
      marketSegment: customer.segment,
      marketSubSegments: [],
      address: { country: customer.country },
    },
    discounts: [{ offerType: "LICENSE", level: customer.level }],
    tags: [],
    benefits: [],
    cotermDate: customer.cotermDate ?? "",
    ...(customer.createdAt ? { creationDate: wireTimestamp(customer.createdAt) } : {}),
    status: "1000",
    links: { self: { uri, method: "GET", headers: [] } },
  };
}

/** `GET /v3/customers/{id}` */
export async function readCustomer({ caller }: Call, id: string): Promise<Answer> {
  return { status: 200, body: presentCustomer(await customerOf(caller, id)) };
}

/** `GET /v3/customers` */
export async function listCustomers({ caller, url }: Call): Promise<Answer> {
  const page = pageRequest(url.searchParams, { usual: 20, most: 50 });
  if (!page) throw new Refusal("1132", ["limit, offset"]);
  const { rows, total } = await findDiscountCustomers(database(), caller.distributorId, page);
  const body = presentPage("accounts", rows.map(presentCustomer), {
    ...page,
    path: "/v3/customers",
    query: url.searchParams,
    totalCount: total,
  });
  return { status: 200, body };
}

const newCustomer = z.object({
  resellerId: z.string().max(40).optional(),
  externalReferenceId: z.string().max(35).optional(),
  companyProfile: z.object({
    companyName: z.string().trim().min(1).max(255),
    marketSegment: z.enum(segments),
    address: z.object({ country: z.string().regex(/^[A-Z]{2}$/) }),
  }),
  cotermDate: z.iso.date().optional(),
});
type NewCustomer = z.output<typeof newCustomer>;

/**
 * `POST /v3/customers`. With demo data a `cotermDate` within a year is accepted (API.md §6), so that proration can be tried.
 * @throws Refusal 1122 or 1117 naming the fields, 1178 for a country outside the contracts
 */
export function createCustomer(call: Call): Promise<Answer> {
  return replayed(call, () => storeCustomer(call));
}

async function storeCustomer(call: Call): Promise<Answer> {
  const given = readNewCustomer(await readJsonBody(call.request));
  const { companyName, marketSegment, address } = given.companyProfile;
  if ((await marketplacesIn(call.caller.distributorId, address.country)).length === 0)
    throw new Refusal("1178");
  const row = {
    id: newCustomerId(),
    distributorId: call.caller.distributorId,
    tierAccountId: null,
    companyName,
    segment: marketSegment satisfies Segment,
    country: address.country,
    level: "01",
    cotermDate: await checkedCoterm(given.cotermDate, call.at),
    createdAt: call.at,
  };
  await database().transaction((tx) => insertDiscountCustomer(tx, row));
  return { status: 201, body: presentCustomer(row) };
}

function readNewCustomer(body: unknown): NewCustomer {
  const parsed = newCustomer.safeParse(body);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const isMissing = issues.every(({ message }) => /received undefined/.test(message));
  const places = issues.map(({ path }) => path.join("."));
  throw new Refusal(isMissing ? "1122" : "1117", places);
}

async function checkedCoterm(date: string | undefined, now: Date): Promise<string | null> {
  if (date === undefined) return null;
  const today = isoDate(now.getTime());
  const isWithinYear = dayNumber(date) > dayNumber(today) && date <= yearsLater(today, 1);
  if (!isWithinYear || !(await hasDemoAccounts(database()))) throw new Refusal("1117", ["cotermDate"]);
  return date;
}

/** As in the sandbox of the original: P and ten digits. */
function newCustomerId(): string {
  return `P${String(randomInt(10 ** 10)).padStart(10, "0")}`;
}
