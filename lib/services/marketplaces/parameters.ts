import { database } from "@/db/client";
import { findParameters, saveParameter } from "@/db/marketplaces";
import { findResellers } from "@/db/tier-accounts";
import type { Db } from "@/db/types";
import { type Actor, authorise, type Scope, scopeOf } from "../../domain/access";
import {
  type DiscountParameterId,
  type DiscountSettings,
  discountParameters,
  isDiscountParameter,
  parseParameter,
  printParameter,
  settingsOf,
} from "../../domain/discount-parameters";
import { notFound } from "../../domain/errors";
import { clock } from "../context";
import { record } from "../record";
import { loadMarketplace } from "./marketplaces";

export type MarketplaceParameter = { id: DiscountParameterId; value: boolean | string };

/** The marketplace's flexible discount settings, for checkout and the console. The scope is the reader's. */
export async function discountSettings(
  db: Db,
  scope: Scope,
  marketplaceId: string,
): Promise<DiscountSettings> {
  const rows = await findParameters(db, scope, marketplaceId);
  return settingsOf(new Map(rows.map((row) => [row.parameterId, row.value])));
}

/** The four parameters with their values (DESIGN §8). Resellers are told nothing of them. */
export async function listMarketplaceParameters(
  actor: Actor,
  marketplaceId: string,
): Promise<MarketplaceParameter[]> {
  authorise(actor, "discounts:read");
  const found = await loadMarketplace(database(), actor, marketplaceId);
  const settings = await discountSettings(database(), scopeOf(actor), found.id);
  return parameterIds.map((id) => ({ id, value: printParameter(id, settings) }));
}

const parameterIds = Object.keys(discountParameters).filter(isDiscountParameter);

/** @throws DomainError `not_found` also for an unknown parameter */
export async function getMarketplaceParameter(
  actor: Actor,
  marketplaceId: string,
  parameter: string,
): Promise<MarketplaceParameter> {
  const found = (await listMarketplaceParameters(actor, marketplaceId)).find(({ id }) => id === parameter);
  if (!found) throw unknownParameter(parameter);
  return found;
}

function unknownParameter(id: string) {
  return notFound(`Parameter (one of ${parameterIds.join(", ")})`, id);
}

/** Throws when the writer looked at another value than the current one. */
type AssertSeen = ((current: MarketplaceParameter) => void) | undefined;

type Setting = { parameter: string; value: unknown };

/** Sets one parameter. Unknown tier accounts are refused by name; the same value again writes nothing. */
export async function setMarketplaceParameter(
  actor: Actor,
  input: { id: string; assertSeen?: AssertSeen } & Setting,
): Promise<MarketplaceParameter> {
  const { id, assertSeen, ...setting } = input;
  const [saved] = await setMarketplaceParameters(actor, { id, assertSeen, settings: [setting] });
  if (!saved) throw unknownParameter(input.parameter);
  return saved;
}

/** Sets several at once: all, or none. @returns those that were named */
export async function setMarketplaceParameters(
  actor: Actor,
  input: { id: string; settings: Setting[]; assertSeen?: AssertSeen },
): Promise<MarketplaceParameter[]> {
  authorise(actor, "marketplaces:write");
  const now = clock.now();
  return database().transaction(async (tx) => {
    const found = await loadMarketplace(tx, actor, input.id);
    const resellers = new Set((await findResellers(tx, found.distributorId)).map((reseller) => reseller.id));
    const before = await discountSettings(tx, scopeOf(actor), found.id);
    const named: DiscountParameterId[] = [];
    for (const { parameter, value } of input.settings) {
      if (!isDiscountParameter(parameter)) throw unknownParameter(parameter);
      named.push(parameter);
      const was = printParameter(parameter, before);
      input.assertSeen?.({ id: parameter, value: was });
      const text = parseParameter(parameter, value, (id) => resellers.has(id));
      if (text === String(was)) continue;
      await saveParameter(tx, {
        marketplaceId: found.id,
        parameterId: parameter,
        value: text,
        updatedAt: now,
      });
      const changes = [{ field: parameter, before: was, after: printed(parameter, text) }];
      const object = { type: "marketplace", id: found.id, name: found.name };
      await record(tx, actor, { verb: "configure", object, at: now, changes });
    }
    const after = await discountSettings(tx, scopeOf(actor), found.id);
    return named.map((id) => ({ id, value: printParameter(id, after) }));
  });
}

function printed(id: DiscountParameterId, text: string): boolean | string {
  return printParameter(id, settingsOf(new Map([[id, text]])));
}
