import { localItemId } from "../domain/ids";
import { precisionOf } from "../domain/item";
import type { Events, ItemStatus, ItemType, ProductStatus } from "../domain/states";
import { type Unit, unitOf } from "../domain/units";
import { presentEvents } from "./common";

type Product = {
  id: string;
  vendorId: string;
  vendorName: string;
  name: string;
  description: string | null;
  icon: string | null;
  status: ProductStatus;
  version: number;
  events: Events;
};

/** A product as `GET /products` answers it (reference connect.md §6.1). Keys without a value are left out. */
export function presentProduct(product: Product) {
  const { id, name, description, icon, status, version } = product;
  return {
    id,
    name,
    ...(description === null ? {} : { description }),
    ...(icon === null ? {} : { icon }),
    status,
    version,
    owner: { id: product.vendorId, name: product.vendorName },
    events: presentEvents(product.events),
  };
}

/** The public versions of a product, newest first. */
export function presentProductVersions(product: Product) {
  return Array.from({ length: product.version }, (_, index) =>
    presentProductVersion(product, product.version - index),
  );
}

/** One public version; the latest unless told otherwise. */
export function presentProductVersion({ id, name, version }: Product, number = version) {
  return { version: number, public: true, latest: number === version, product: { id, name } };
}

type Item = {
  id: string;
  mpn: string;
  name: string;
  description: string;
  externalId: string | null;
  type: ItemType;
  period: string;
  unitId: string;
  quantityDecimals: number;
  commitment: number;
  status: ItemStatus;
  position: number;
  events: Events;
};

/** An item as Connect's clients read it (reference connect.md §6.2): enums in lower case, keys without a value left out. */
export function presentItem(item: Item) {
  const { id, mpn, name, description, externalId, type, period, status, position } = item;
  return {
    id,
    local_id: localItemId(id),
    mpn,
    name,
    display_name: name,
    description,
    ...(externalId === null ? {} : { external_id: externalId }),
    type,
    period,
    precision: precisionOf(item.quantityDecimals),
    unit: presentItemUnit(unitOf(item.unitId)),
    commitment: { multiplier: "billing_period" as const, count: item.commitment },
    status,
    position,
    dynamic: false,
    ui: { visibility: true },
    events: presentEvents(item.events),
  };
}

function presentItemUnit({ id, unit, description }: Unit) {
  return { id, name: description, title: description, unit };
}

/** A row of `GET /units`. */
export function presentUnit(unit: Unit) {
  return { ...unit };
}

type Configuration = {
  marketplace: { id: string; name: string };
  parameter: { id: string; value: boolean | string };
};

/** A configuration value: its id is `parameter#item#marketplace`, as in Connect's workbooks. */
export function presentConfiguration({ marketplace, parameter }: Configuration) {
  return {
    id: `${parameter.id}##${marketplace.id}`,
    parameter: { id: parameter.id, name: parameter.id, scope: "marketplace" as const },
    marketplace,
    value: parameter.value,
  };
}
