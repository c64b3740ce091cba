import { afterEach, expect, test } from "vitest";
import { findActivity } from "@/db/activity";
import { database } from "@/db/client";
import { findConnector } from "@/db/marketplaces";
import { as, newDistributor, newReseller, newVendor } from "@/db/testing/factories";
import { type Actor, scopeOf } from "@/lib/domain/access";
import { eq, everything, where } from "@/lib/domain/rql";
import { TierAccountInput } from "@/lib/domain/tier-account";
import { getContract, getPartner, listAccounts, listContracts, listPartners } from "../contracts/contracts";
import { newContract, newListing, newMarketplace } from "../testing/listings";
import {
  createTierAccount,
  getTierAccount,
  listPossibleParents,
  listTierAccounts,
  updateTierAccount,
} from "../tier-accounts/tier-accounts";
import { connectorCredentials, getConnector, removeConnector, setConnector } from "./connector";
import { deleteMarketplace, getMarketplace, listMarketplaces, updateMarketplace } from "./marketplaces";
import {
  getMarketplaceParameter,
  listMarketplaceParameters,
  setMarketplaceParameter,
  setMarketplaceParameters,
} from "./parameters";

afterEach(() => {
  delete process.env.CHANNELBOOK_ALLOW_PRIVATE_TARGETS;
});

async function verbs(actor: Actor, objectId: string) {
  const query = { ...everything, ...where(eq("object.id", objectId)) };
  const { rows } = await findActivity(database(), scopeOf(actor), query);
  return rows.map((row) => row.verb);
}

const aTier = (type: "customer" | "reseller", change: object = {}) =>
  TierAccountInput.parse({
    type,
    name: `A ${type}`,
    contact_info: {
      address_line1: "Main Street 1",
      city: "Austin",
      postal_code: "78701",
      country: "US",
      contact: { first_name: "Ann", last_name: "Lee", email: "ann@example.com" },
    },
    ...change,
  });

/** A reseller with its tier account, as an actor. */
async function newTierReseller(distributor: Actor, change: object = {}): Promise<Actor> {
  const made = await createTierAccount(distributor, aTier("reseller", change));
  const account = { id: made.id, kind: "reseller" as const, name: made.name };
  return { ...(await newReseller(distributor)), account };
}

test("a marketplace is made, changed by its revision, and deleted only unused", async () => {
  const distributor = await newDistributor();
  const made = await newMarketplace(distributor, { alt_currency_1: "EUR" });
  expect(made).toMatchObject({
    altCurrency1: "EUR",
    countries: ["US"],
    distributorName: distributor.account.name,
  });
  const changed = await updateMarketplace(distributor, { id: made.id, revision: 1, name: "USA" });
  expect(changed).toMatchObject({ name: "USA", altCurrency1: "EUR", revision: 2 });
  await updateMarketplace(distributor, { id: made.id, name: "USA" });
  await expect(updateMarketplace(distributor, { id: made.id, revision: 1, name: "X" })).rejects.toMatchObject(
    {
      reason: "precondition",
    },
  );
  await expect(updateMarketplace(distributor, { id: made.id, alt_currency_2: "EUR" })).rejects.toMatchObject({
    issues: [{ path: "alt_currency_2", rule: "unique" }],
  });
  expect(await verbs(distributor, made.id)).toEqual(["update", "create"]);
  await deleteMarketplace(distributor, { id: made.id });
  await expect(getMarketplace(distributor, made.id)).rejects.toMatchObject({ code: "not_found" });

  const used = await newListing();
  await expect(deleteMarketplace(used.distributor, { id: used.marketplaceId })).rejects.toMatchObject({
    code: "wrong_state",
    message: expect.stringContaining("1 contract, 1 listing"),
  });
});

test("who sees a marketplace: its distributor, vendors under contract, its resellers", async () => {
  const [vendor, distributor] = [await newVendor(), await newDistributor()];
  const { id } = await newMarketplace(distributor);
  await expect(getMarketplace(vendor, id)).rejects.toMatchObject({ code: "not_found" });
  const contract = await newContract(vendor, id);
  expect((await getMarketplace(vendor, id)).activeContracts).toBe(1);
  expect((await getMarketplace(await newReseller(distributor), id)).id).toBe(id);
  for (const neighbour of [await newVendor(), await newDistributor()]) {
    await expect(getMarketplace(neighbour, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(getContract(neighbour, contract.id)).rejects.toMatchObject({ code: "not_found" });
    expect((await listMarketplaces(neighbour, everything)).total).toBe(0);
    expect((await listPartners(neighbour, everything)).total).toBe(0);
  }
  await expect(updateMarketplace(vendor, { id, name: "Mine" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(newMarketplace(as("viewer", distributor))).rejects.toMatchObject({ code: "forbidden" });
  const byCountry = {
    ...everything,
    ...where(eq("countries.id", "US"), eq("owner.id", distributor.account.id)),
  };
  expect((await listMarketplaces(distributor, byCountry)).total).toBe(1);
  expect((await listContracts(distributor, { ...everything, ...where(eq("status", "active")) })).total).toBe(
    1,
  );
  expect((await getPartner(vendor, distributor.account.id)).kind).toBe("distributor");
  expect((await listPartners(distributor, everything)).rows.map((row) => row.id)).toEqual([
    vendor.account.id,
  ]);
  expect((await listAccounts(vendor, everything)).rows.map((row) => row.id)).toEqual([vendor.account.id]);
});

test("flexible discount parameters: defaults, checked tiers, one audit row for each change", async () => {
  const distributor = await newDistributor();
  const { id } = await newMarketplace(distributor);
  const reseller = await createTierAccount(distributor, aTier("reseller"));
  expect(await listMarketplaceParameters(distributor, id)).toEqual([
    { id: "flex_fixed_promotions_available", value: false },
    { id: "flex_percent_promotions_available", value: false },
    { id: "allow_auto_apply_flex_discounts", value: false },
    { id: "flex_disc_console_available_tiers", value: "" },
  ]);
  const set = (parameter: string, value: unknown, actor = distributor) =>
    setMarketplaceParameter(actor, { id, parameter, value });
  expect(await set("allow_auto_apply_flex_discounts", true)).toEqual({
    id: "allow_auto_apply_flex_discounts",
    value: true,
  });
  await set("allow_auto_apply_flex_discounts", "true");
  await set("flex_disc_console_available_tiers", ` ${reseller.id} , `);
  expect((await getMarketplaceParameter(distributor, id, "flex_disc_console_available_tiers")).value).toBe(
    reseller.id,
  );
  await expect(set("flex_disc_console_available_tiers", "TA-9999-9999-9999")).rejects.toMatchObject({
    issues: [{ message: expect.stringContaining("TA-9999-9999-9999") }],
  });
  await expect(set("allow_auto_apply_flex_discounts", "perhaps")).rejects.toMatchObject({ code: "invalid" });
  await expect(set("surprise", true)).rejects.toMatchObject({ code: "not_found" });
  await expect(
    set("allow_auto_apply_flex_discounts", false, as("viewer", distributor)),
  ).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(set("allow_auto_apply_flex_discounts", false, await newDistributor())).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(listMarketplaceParameters(await newReseller(distributor), id)).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await verbs(distributor, id)).toEqual(["configure", "configure", "create"]);
  const bad = { parameter: "flex_disc_console_available_tiers", value: "nobody" };
  const good = { parameter: "flex_fixed_promotions_available", value: true };
  await expect(setMarketplaceParameters(distributor, { id, settings: [good, bad] })).rejects.toThrow();
  expect((await getMarketplaceParameter(distributor, id, good.parameter)).value).toBe(false);
});

test("a connector's secret is stored encrypted, never shown, and kept when none is given", async () => {
  const distributor = await newDistributor();
  const { id } = await newMarketplace(distributor);
  const input = {
    id,
    base_url: "https://partners.example.com/",
    token_url: "https://ims.example.com/ims/token/v3",
    client_id: "client",
  };
  await expect(setConnector(distributor, input)).rejects.toMatchObject({
    issues: [{ path: "client_secret" }],
  });
  await setConnector(distributor, { ...input, client_secret: "hush" });
  const stored = await findConnector(database(), scopeOf(distributor), id);
  expect(stored?.secret).not.toContain("hush");
  expect(JSON.stringify(await getConnector(distributor, id))).not.toContain("hush");
  await setConnector(distributor, { ...input, client_id: "other" });
  expect(await connectorCredentials(database(), scopeOf(distributor), id)).toEqual({
    baseUrl: "https://partners.example.com",
    tokenUrl: "https://ims.example.com/ims/token/v3",
    clientId: "other",
    clientSecret: "hush",
  });
  const loopback = { ...input, base_url: "http://127.0.0.1:3000" };
  await expect(setConnector(distributor, loopback)).rejects.toMatchObject({ issues: [{ path: "base_url" }] });
  process.env.CHANNELBOOK_ALLOW_PRIVATE_TARGETS = "1";
  await setConnector(distributor, loopback);
  await expect(getConnector(as("viewer", distributor), id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(getConnector(await newDistributor(), id)).rejects.toMatchObject({ code: "not_found" });
  await removeConnector(distributor, { id });
  await removeConnector(distributor, { id });
  expect(await getConnector(distributor, id)).toBeUndefined();
  expect(await verbs(distributor, id)).toEqual(["disconnect", "update", "update", "connect", "create"]);
});

test("a distributor keeps customers and resellers in chains of at most two resellers", async () => {
  const distributor = await newDistributor();
  const upper = await createTierAccount(distributor, aTier("reseller", { name: "Upper" }));
  const lower = await createTierAccount(distributor, aTier("reseller", { name: "Lower", parent: upper.id }));
  const customer = await createTierAccount(
    distributor,
    aTier("customer", { parent: { id: lower.id }, segment: "EDU", external_id: "ERP-1", tax_id: "DE1" }),
  );
  expect(customer).toMatchObject({
    country: "US",
    segment: "EDU",
    externalId: "ERP-1",
    taxId: "DE1",
    parent: { id: lower.id, name: "Lower" },
  });
  await expect(createTierAccount(distributor, aTier("reseller", { parent: lower.id }))).rejects.toMatchObject(
    {
      issues: [{ path: "parent", rule: "parent" }],
    },
  );
  await expect(createTierAccount(distributor, aTier("customer", { parent: "TA-0" }))).rejects.toMatchObject({
    issues: [{ path: "parent", rule: "unknown" }],
  });
  const renamed = await updateTierAccount(distributor, { id: customer.id, revision: 1, name: "New name" });
  expect(renamed).toMatchObject({ name: "New name", externalId: "ERP-1", revision: 2 });
  await updateTierAccount(distributor, { id: customer.id, name: "New name" });
  expect(await verbs(distributor, customer.id)).toEqual(["update", "create"]);
  await expect(updateTierAccount(distributor, { id: customer.id, type: "reseller" })).rejects.toMatchObject({
    issues: [{ path: "type", rule: "fixed" }],
  });
  const { contact_info } = aTier("customer");
  const phone_number = { country_code: "+49", phone_number: "5551234" };
  const moved = { ...contact_info, country: "DE" };
  const withPhone = { ...contact_info, contact: { ...contact_info.contact, phone_number } };
  await updateTierAccount(distributor, { id: customer.id, contact_info: withPhone });
  expect(await updateTierAccount(distributor, { id: customer.id, contact_info: moved })).toMatchObject({
    country: "DE",
    contactInfo: { country: "DE", contact: { phone_number } },
  });
  expect((await listPossibleParents(distributor)).map((row) => row.name)).toEqual(["Lower", "Upper"]);
});

test("a reseller sees and makes only its own customers, and those of resellers below it", async () => {
  const distributor = await newDistributor();
  const upper = await newTierReseller(distributor);
  const lower = await newTierReseller(distributor, { parent: upper.account.id });
  const own = await createTierAccount(lower, aTier("customer"));
  const direct = await createTierAccount(distributor, aTier("customer", { name: "Direct" }));
  expect(own.parentId).toBe(lower.account.id);
  const seen = async (actor: Actor) =>
    (await listTierAccounts(actor, everything)).rows.map((row) => row.id).sort();
  expect(await seen(lower)).toEqual([own.id, lower.account.id].sort());
  expect(await seen(upper)).toEqual([own.id, lower.account.id, upper.account.id].sort());
  await expect(getTierAccount(lower, direct.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(createTierAccount(lower, aTier("reseller"))).rejects.toMatchObject({
    issues: [{ path: "type" }],
  });
  await expect(updateTierAccount(upper, { id: own.id, name: "Mine" })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(updateTierAccount(lower, { id: own.id, parent: upper.account.id })).rejects.toMatchObject({
    issues: [{ path: "parent", rule: "fixed" }],
  });
  expect((await updateTierAccount(lower, { id: own.id, name: "Renamed" })).name).toBe("Renamed");
  await expect(createTierAccount(as("viewer", lower), aTier("customer"))).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(listTierAccounts(await newVendor(), everything)).rejects.toMatchObject({ code: "forbidden" });
  await expect(getTierAccount(await newDistributor(), own.id)).rejects.toMatchObject({ code: "not_found" });
});
