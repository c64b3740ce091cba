import { discountStatus, type FlexibleDiscount } from "../domain/discount";
import { printDiscount } from "../domain/discount-input";
import type { Events } from "../domain/states";
import { presentEvents } from "./common";

type Row = FlexibleDiscount & { vendorId: string; vendorName: string; events: Events };

/** A flexible discount as `/flexible-discounts` answers it (API.md §3). `status` is as of `now`. */
export function presentDiscount(row: Row, now: Date) {
  return {
    id: row.id,
    status: discountStatus(row, now),
    ...printDiscount(row),
    owner: { id: row.vendorId, name: row.vendorName },
    events: presentEvents(row.events),
  };
}
