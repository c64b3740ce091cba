import type {
  BindingSlot,
  By,
  Events,
  ListingRequestState,
  ListingRequestType,
  ListingStatus,
} from "../domain/states";
import { instant, presentEvents } from "./common";

type ListPart = { id: string; name: string; status: string };
type Carrying = {
  offer: { id: string; name: string; type: string; version: number | null; snapshot: unknown } | null;
  lists: Partial<Record<Exclude<BindingSlot, "offer">, ListPart>>;
};
type Around = Carrying & {
  contract: { id: string; name: string; type: string };
  marketplace: { id: string; name: string };
  product: { id: string; name: string; icon: string | null; status: string; description: string | null };
  vendorId: string;
  vendorName: string;
  distributorId: string;
  distributorName: string;
  createdAt: Date;
  updatedAt: Date;
};

type Listing = Around & {
  id: string;
  status: ListingStatus;
  pending: { id: string; type: ListingRequestType; state: ListingRequestState } | null;
};

/** A listing as the platform API answers it: unset price lists and offers are absent keys (reference connect.md §5.1). */
export function presentListing(row: Listing) {
  return {
    id: row.id,
    status: row.status,
    ...presentAround(row),
    ...(row.pending
      ? { pending_request: { id: row.pending.id, type: row.pending.type, status: row.pending.state } }
      : {}),
    ...presentCarried(row),
    created: instant(row.createdAt),
    updated: instant(row.updatedAt),
  };
}

function presentAround(row: Around) {
  const { contract, marketplace, product } = row;
  return {
    contract: { id: contract.id, name: contract.name, type: contract.type, marketplace: stub(marketplace) },
    marketplace: stub(marketplace),
    product: {
      id: product.id,
      name: product.name,
      ...(product.icon ? { icon: product.icon } : {}),
      status: product.status,
      description: product.description,
    },
    vendor: { id: row.vendorId, name: row.vendorName },
    provider: { id: row.distributorId, name: row.distributorName },
  };
}

function stub({ id, name }: { id: string; name: string }) {
  return { id, name };
}

function presentCarried({ offer, lists }: Carrying) {
  const entries = Object.entries(lists).map(([slot, list]) => {
    return [slot, { id: list.id, name: list.name, status: list.status }] as const;
  });
  return { ...(offer ? { offer: presentOffer(offer) } : {}), ...Object.fromEntries(entries) };
}

function presentOffer({ id, name, type, version, snapshot }: NonNullable<Carrying["offer"]>) {
  return { id, name, type, version, plans: plansOf(snapshot) };
}

/** The plans of the carried version; a snapshot that holds none gives none. */
function plansOf(snapshot: unknown): { id: string }[] {
  if (typeof snapshot !== "object" || snapshot === null || !("plans" in snapshot)) return [];
  const { plans } = snapshot;
  if (!Array.isArray(plans)) return [];
  return plans.flatMap((plan: unknown) =>
    typeof plan === "object" && plan !== null && "id" in plan ? [{ id: String(plan.id) }] : [],
  );
}

type ListingRequest = Around & {
  id: string;
  type: ListingRequestType;
  state: ListingRequestState;
  listingId: string;
  listingStatus: ListingStatus;
  note: string | null;
  creator: By;
  assignee: By | null;
  events: Events;
};

/** A listing request as the platform API answers it: its state is called `state` (reference connect.md §5.2). */
export function presentListingRequest(row: ListingRequest) {
  return {
    id: row.id,
    type: row.type,
    state: row.state,
    note: row.note,
    listing: { id: row.listingId, status: row.listingStatus },
    ...presentAround(row),
    ...presentCarried(row),
    creator: row.creator,
    assignee: row.assignee,
    created: instant(row.createdAt),
    updated: instant(row.updatedAt),
    events: presentEvents(row.events),
  };
}

type Contract = {
  id: string;
  name: string;
  type: string;
  status: string;
  vendorId: string;
  vendorName: string;
  distributorId: string;
  distributorName: string;
  marketplaceId: string;
  marketplaceName: string;
  events: Events;
};

/** A distribution contract: the distributor issues it, the vendor signs it. */
export function presentContract(row: Contract) {
  const distributor = { id: row.distributorId, name: row.distributorName };
  const vendor = { id: row.vendorId, name: row.vendorName };
  return {
    id: row.id,
    name: row.name,
    type: row.type,
    status: row.status,
    marketplace: { id: row.marketplaceId, name: row.marketplaceName },
    owner: distributor,
    issuer: distributor,
    signee: vendor,
    vendor,
    provider: distributor,
    events: presentEvents(row.events),
  };
}
