import type { AccountKind } from "../domain/access";
import type { Events, Segment, TierType } from "../domain/states";
import { instant, presentEvents } from "./common";

type Account = { id: string; kind: AccountKind; name: string; createdAt: Date };

/** What the platform API calls the kinds: a distributor is a provider. */
const types = { vendor: "vendor", distributor: "provider", reseller: "reseller" } as const;

export function presentAccount(row: Account) {
  return {
    id: row.id,
    name: row.name,
    type: types[row.kind],
    roles: [row.kind],
    events: { created: { at: instant(row.createdAt) } },
  };
}

type TierAccount = {
  id: string;
  type: TierType;
  name: string;
  parent: { id: string; name: string; externalId: string | null } | null;
  distributorId: string;
  distributorName: string;
  segment: Segment;
  country: string;
  externalId: string | null;
  externalUid: string | null;
  taxId: string | null;
  contactInfo: Record<string, unknown>;
  revision: number;
  events: Events;
};

/** A customer or reseller (reference connect.md §7); `segment` and `country` are ours (API.md §6). */
export function presentTierAccount(row: TierAccount) {
  const { parent } = row;
  return {
    id: row.id,
    type: row.type,
    name: row.name,
    external_id: row.externalId,
    external_uid: row.externalUid,
    tax_id: row.taxId,
    environment: "production" as const,
    scopes: row.type === "customer" ? ["customer"] : ["tier1", "tier2"],
    ...(parent ? { parent: { id: parent.id, name: parent.name, external_id: parent.externalId } } : {}),
    owner: { id: row.distributorId, name: row.distributorName },
    segment: row.segment,
    country: row.country,
    contact_info: row.contactInfo,
    version: row.revision,
    events: presentEvents(row.events),
  };
}
