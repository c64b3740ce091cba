import { describe, expect, test } from "vitest";
import { checkTarget } from "./connector";
import { isDomainError } from "./errors";
import { ListingRequestInput, ListingUpdate, listingRequestTransitions } from "./listing";
import { checkCurrencies, MarketplaceInput } from "./marketplace";
import { checkParent, TierAccountInput } from "./tier-account";
import { tableFaults } from "./transitions";

function paths(
  schema: { safeParse: (value: unknown) => { error?: { issues: { path: PropertyKey[] }[] } } },
  value: unknown,
) {
  return schema.safeParse(value).error?.issues.map((issue) => issue.path.join(".")) ?? [];
}

function fault(work: () => unknown): { path?: string; rule?: string } {
  try {
    work();
    return {};
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const { path, rule } = error.issues[0] ?? {};
    return { path, rule };
  }
}

test("every state of a listing request can be reached and leads only to known states", () => {
  expect(tableFaults(listingRequestTransitions, "draft")).toEqual([]);
});

describe("bodies", () => {
  const marketplace = {
    name: "Germany",
    zone: "EU",
    currency: "EUR",
    countries: [{ id: "DE" }, "FR"],
    attributes: [{ id: "st0p" }, "price"],
  };

  test("a marketplace takes references as objects and as ids", () => {
    expect(MarketplaceInput.parse(marketplace)).toMatchObject({
      countries: ["DE", "FR"],
      attributes: ["st0p", "price"],
    });
  });

  test.for([
    [{ name: "" }, "name"],
    [{ zone: "XX" }, "zone"],
    [{ currency: "usd" }, "currency"],
    [{ alt_currency_1: "ABC" }, "alt_currency_1"],
    [{ countries: [] }, "countries"],
    [{ countries: ["XX"] }, "countries.0"],
    [{ countries: ["DE", "DE"] }, "countries"],
    [{ attributes: ["v.custom"] }, "attributes.0"],
    [{ surprise: 1 }, ""],
  ] as const)("a marketplace with %o is refused at %s", ([change, path]) => {
    expect(paths(MarketplaceInput, { ...marketplace, ...change })).toEqual([path]);
  });

  test("currencies do not repeat", () => {
    const check = (currency: string, altCurrency1: string | null, altCurrency2: string | null) =>
      fault(() => checkCurrencies({ currency, altCurrency1, altCurrency2 }));
    expect(check("USD", "EUR", "GBP")).toEqual({});
    expect(check("USD", null, "EUR")).toEqual({});
    expect(check("USD", "USD", null)).toMatchObject({ path: "alt_currency_1" });
    expect(check("USD", null, "USD")).toMatchObject({ path: "alt_currency_2" });
    expect(check("USD", "EUR", "EUR")).toMatchObject({ path: "alt_currency_2" });
  });

  test("a request names its type; absent and null wishes differ", () => {
    const update = { type: "update", listing_id: "LST-1" };
    expect(ListingRequestInput.parse({ ...update, offer_id: "" })).toEqual({ ...update, offer_id: null });
    expect(paths(ListingRequestInput, { type: "new" })).toEqual(["product_id", "contract_id"]);
    expect(paths(ListingRequestInput, { type: "old" })).toEqual(["type"]);
    expect(paths(ListingRequestInput, { type: "remove", listing_id: "LST-1", offer_id: "OFR-1" })).toEqual([
      "",
    ]);
  });

  test("a listing sent back whole changes only what it carries", () => {
    const body = { id: "LST-1", status: "listed", pricelist: { id: "PL-1", name: "x" }, offer: { id: null } };
    expect(ListingUpdate.parse(body)).toEqual({ pricelist_id: "PL-1", offer_id: null });
  });

  test("a tier account needs an address and a person to write to", () => {
    const contact = { first_name: "Ann", last_name: "Lee", email: "ann@example.com" };
    const contact_info = {
      address_line1: "Main Street 1",
      city: "Austin",
      postal_code: "78701",
      country: "us",
      contact,
    };
    const account = { type: "customer", name: "Acme", parent: { id: "TA-1" }, contact_info };
    expect(TierAccountInput.parse(account)).toMatchObject({
      parent: "TA-1",
      contact_info: { country: "US" },
    });
    expect(paths(TierAccountInput, { ...account, type: "partner" })).toEqual(["type"]);
    expect(
      paths(TierAccountInput, {
        ...account,
        contact_info: { ...contact_info, contact: { ...contact, email: "ann" } },
      }),
    ).toEqual(["contact_info.contact.email"]);
  });
});

test("a chain is customer, direct reseller, indirect reseller, and no longer", () => {
  const customer = { id: "C", type: "customer", parentId: null } as const;
  const direct = { id: "R1", type: "reseller", parentId: "R2" } as const;
  const indirect = { id: "R2", type: "reseller", parentId: null } as const;
  const other = { id: "R3", type: "reseller", parentId: null } as const;
  const check = (...args: Parameters<typeof checkParent>) => fault(() => checkParent(...args)).rule;
  expect(check(customer, direct, false)).toBeUndefined();
  expect(check(customer, indirect, false)).toBeUndefined();
  expect(check(other, indirect, false)).toBeUndefined();
  expect(check(customer, { ...customer, id: "D" }, false)).toBe("parent");
  expect(check(other, other, false)).toBe("parent");
  expect(check(other, direct, false)).toBe("parent");
  expect(check(indirect, other, true)).toBe("parent");
});

describe("addresses of a discount service", () => {
  test("a public https address is taken without its last slash", () => {
    expect(checkTarget("base_url", "https://partners.example.com/api/", false)).toBe(
      "https://partners.example.com/api",
    );
    expect(checkTarget("base_url", "http://127.0.0.1:3000/v3", true)).toBe("http://127.0.0.1:3000/v3");
  });

  test.for([
    "nonsense",
    "http://partners.example.com",
    "ftp://partners.example.com",
    "https://user:secret@partners.example.com",
    "https://partners.example.com/?a=1",
    "https://localhost",
    "https://localhost.",
    "https://intranet",
    "https://server.internal",
    "https://127.0.0.1",
    "https://2130706433",
    "https://0x7f.1",
    "https://10.1.2.3",
    "https://172.31.0.1",
    "https://192.168.1.1",
    "https://169.254.169.254",
    "https://100.64.0.1",
    "https://[::1]",
    "https://[fd00::1]",
    "https://[fe80::1]",
    "https://[::ffff:10.0.0.1]",
  ])("%s is refused", (address) => {
    expect(fault(() => checkTarget("base_url", address, false))).toEqual({
      path: "base_url",
      rule: "target",
    });
  });
});
