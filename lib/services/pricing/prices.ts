import { database } from "@/db/client";
import { findMarketplaceRecord } from "@/db/marketplaces";
import { findPricePage } from "@/db/price-page";
import type { PriceInForce, PriceQuestion } from "@/db/prices";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import { DomainError, notFound } from "../../domain/errors";
import type { LowestPrice } from "../../domain/lowest-price";
import { columnsFor } from "../../domain/price-columns";
import { everything, type ListQuery } from "../../domain/rql";
import { clock } from "../context";
import { lowestPrices } from "./lowest-prices";
import { settle } from "./settle";
import { columnsSeenBy } from "./visibility";

type Question = {
  marketplaceId: string;
  /** Past or future; now unless given. */
  at?: Date | undefined;
  /** Picks the price list of that currency; the marketplace's own unless given. */
  currency?: string | undefined;
  query?: ListQuery | undefined;
  /** Also the lowest customer price of the 30 days before. */
  lowest30Days?: boolean | undefined;
};

/** `lowest30Days` only when it was asked for; null when there was no price in force in those days. */
export type AskedPrice = PriceInForce & { lowest30Days?: ToldLowestPrice | null };

/** The version only where the reader sees its list. */
export type ToldLowestPrice = Omit<LowestPrice, "versionId"> & { versionId: string | null };

/**
 * What items cost on a marketplace at an instant (DESIGN §5, As of): the actor's own scope and columns only. A vendor may
 * ask for marketplaces it has a contract with, and learns about its own products.
 * @throws DomainError `not_found` for the marketplace, `invalid` for a currency that it does not have
 */
export async function findPrices(
  actor: Actor,
  { marketplaceId, at, currency, query = everything, lowest30Days = false }: Question,
): Promise<{ rows: AskedPrice[]; total: number }> {
  authorise(actor, "pricing:read");
  const now = clock.now();
  await settle(now);
  const db = database();
  const marketplace = await findMarketplaceRecord(db, scopeOf(actor), marketplaceId);
  if (!marketplace) throw notFound("Marketplace", marketplaceId);
  if (currency !== undefined) checkCurrency(marketplace, currency);
  const question: PriceQuestion = { marketplaceId, at: at ?? now };
  if (currency !== undefined) question.currency = currency;
  if (actor.type !== "system" && actor.account.kind === "vendor") question.vendorId = actor.account.id;
  const { rows, total } = await findPricePage(db, question, query);
  const visible = await columnsSeenBy(db, actor);
  const keepsOwn = actor.type === "system" || actor.account.kind === "distributor";
  const asked = rows.map((row) => ({
    ...seen(row, columnsFor(row.columns, visible)),
    // What its own list replaces is the distributor's affair.
    own: keepsOwn ? row.own : null,
  }));
  if (!lowest30Days) return { rows: asked, total };
  const lowest = await lowestPrices(db, { marketplaceId, currency, at: question.at }, asked);
  const told = (found: LowestPrice | null = null) =>
    found?.isOwn && !keepsOwn ? { ...found, versionId: null } : found;
  return { rows: asked.map((row) => ({ ...row, lowest30Days: told(lowest.get(row.item.id)) })), total };
}

/** Only the values of these columns. A column that the list has lost since is none. */
function seen(row: PriceInForce, columns: PriceInForce["columns"]): PriceInForce {
  const values = columns.flatMap(({ id }) => {
    const value = row.values[id];
    return value ? [[id, value] as const] : [];
  });
  return { ...row, columns, values: Object.fromEntries(values) };
}

type Currencies = { id: string; currency: string; altCurrency1: string | null; altCurrency2: string | null };

function checkCurrency({ id, currency, altCurrency1, altCurrency2 }: Currencies, wanted: string): void {
  const allowed = [currency, altCurrency1, altCurrency2].filter((code) => code !== null);
  if (allowed.includes(wanted)) return;
  const message = `currency: ${wanted} is not a currency of ${id}; it has ${allowed.join(", ")}`;
  throw new DomainError("invalid", message, { reason: "query" });
}
