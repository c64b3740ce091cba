import { discountParameters, isDiscountParameter } from "../domain/discount-parameters";
import { predefinedColumns } from "../domain/price-columns";
import type { Events } from "../domain/states";
import { presentEvents } from "./common";

type Marketplace = {
  id: string;
  name: string;
  description: string | null;
  distributorId: string;
  distributorName: string;
  zone: string;
  currency: string;
  altCurrency1: string | null;
  altCurrency2: string | null;
  countries: string[];
  requiredColumns: string[];
  contracts: number;
  activeContracts: number;
  events: Events;
};

/** A marketplace as the platform API answers it (reference connect.md §5.3). */
export function presentMarketplace(row: Marketplace) {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    owner: { id: row.distributorId, name: row.distributorName },
    zone: row.zone,
    hubs: [],
    countries: row.countries.map((id) => ({ id })),
    currency: row.currency,
    alt_currency_1: row.altCurrency1,
    alt_currency_2: row.altCurrency2,
    attributes: row.requiredColumns.map(presentColumn),
    active_contracts: row.activeContracts,
    stats: { hubs: 0, contracts: row.contracts },
    events: presentEvents(row.events),
  };
}

function presentColumn(id: string) {
  const column = predefinedColumns.find((known) => known.id === id);
  return { id, name: column?.name ?? id, description: column?.meaning ?? null };
}

/** A flexible discount parameter: `true`/`false`, or the tiers as text (API.md §3). */
export function presentParameter({ id, value }: { id: string; value: boolean | string }) {
  const known = isDiscountParameter(id) ? discountParameters[id] : undefined;
  return { id, value, title: known?.name ?? id, description: known?.description ?? "" };
}
