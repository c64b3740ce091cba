import { randomUUID } from "node:crypto";
import { database } from "@/db/client";
import {
  type DiscountRow,
  deleteDiscountRow,
  findDiscount,
  findDiscounts,
  findSameCode,
  insertDiscount,
  updateDiscountRow,
} from "@/db/flexible-discounts";
import { findMpnsOfVendor } from "@/db/items";
import type { Db, Tx } from "@/db/types";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import { codeKey, type DiscountStatus, discountStatus, hasBeenLive } from "../../domain/discount";
import {
  checkDiscountChange,
  codeClash,
  type DiscountInput,
  printDiscount,
} from "../../domain/discount-input";
import { conflict, DomainError, invalidFields, notFound } from "../../domain/errors";
import { assertRevision } from "../../domain/revision";
import { everything, type ListQuery } from "../../domain/rql";
import { clock, created, touched } from "../context";
import { record } from "../record";

type Named = { id: string; revision?: number | undefined };

/** The discounts the actor sees; `status` is as of now. */
export async function listDiscounts(
  actor: Actor,
  query: ListQuery,
  status?: DiscountStatus,
): Promise<{ rows: DiscountRow[]; total: number }> {
  authorise(actor, "discounts:read");
  return findDiscounts(database(), scopeOf(actor), query, { status, now: clock.now() });
}

/** How many discounts the actor sees in each status. */
export async function discountCounts(actor: Actor): Promise<Record<DiscountStatus, number>> {
  const count = async (status: DiscountStatus) =>
    (await listDiscounts(actor, { ...everything, limit: 0 }, status)).total;
  const [scheduled, live, ended] = await Promise.all([count("scheduled"), count("live"), count("ended")]);
  return { scheduled, live, ended };
}

export async function getDiscount(actor: Actor, { id }: { id: string }): Promise<DiscountRow> {
  authorise(actor, "discounts:read");
  return loadDiscount(database(), actor, id);
}

async function loadDiscount(db: Db, actor: Actor, id: string): Promise<DiscountRow> {
  const found = await findDiscount(db, scopeOf(actor), id);
  if (!found) throw notFound("Flexible discount", id);
  return found;
}

function discountObject(discount: { id: string; code: string }) {
  return { type: "flexible_discount", id: discount.id, name: discount.code };
}

/** Offers a code from its start on. @throws DomainError `invalid` when another discount uses the code at the same time */
export async function createDiscount(
  actor: Actor,
  input: DiscountInput & { id?: string },
): Promise<DiscountRow> {
  authorise(actor, "discounts:write");
  const now = clock.now();
  const id = input.id ?? randomUUID();
  return database().transaction(async (tx) => {
    const vendorId = actor.account.id;
    await assertCodeFree(tx, vendorId, { ...input, id });
    await assertItemsKnown(tx, vendorId, input.items, []);
    await insertDiscount(tx, {
      ...input,
      id,
      vendorId,
      codeKey: codeKey(input.code),
      ...created(actor, now),
    });
    await record(tx, actor, {
      verb: "create",
      object: discountObject({ id, code: input.code }),
      at: now,
      after: printDiscount(input),
    });
    return loadDiscount(tx, actor, id);
  });
}

async function assertCodeFree(
  tx: Tx,
  vendorId: string,
  discount: DiscountInput & { id: string },
): Promise<void> {
  const others = await findSameCode(tx, vendorId, codeKey(discount.code), discount.id);
  const clash = codeClash(discount, others);
  if (clash) throw invalidFields([clash]);
}

/** Refuses, each by name, MPNs that no item of the vendor has; those that stood there before may stay. */
async function assertItemsKnown(
  tx: Tx,
  vendorId: string,
  items: readonly string[],
  before: readonly string[],
): Promise<void> {
  const added = items.filter((mpn) => !before.includes(mpn));
  if (added.length === 0) return;
  const known = new Set(await findMpnsOfVendor(tx, vendorId, added));
  const issues = items.flatMap((mpn, index) =>
    known.has(mpn) || before.includes(mpn)
      ? []
      : [
          {
            path: `items.${index}`,
            message: `“${mpn}” is not the MPN of an item of your products`,
            rule: "unknown_mpn",
            value: mpn,
          },
        ],
  );
  if (issues.length > 0) throw invalidFields(issues);
}

/** The discount's writable fields, as a body of `PUT` names them. */
export type DiscountChange = Named & { change: (before: DiscountInput) => DiscountInput };

/** Once a discount has been live only its name, description and end change. A change that changes nothing writes nothing. */
export async function updateDiscount(actor: Actor, input: DiscountChange): Promise<DiscountRow> {
  authorise(actor, "discounts:write");
  const now = clock.now();
  return database().transaction(async (tx) => {
    const before = await loadDiscount(tx, actor, input.id);
    assertRevision(`Flexible discount ${before.id}`, before.revision, input.revision);
    const after = input.change(writable(before));
    checkDiscountChange(before, after, now);
    await assertCodeFree(tx, before.vendorId, { ...after, id: before.id });
    await assertItemsKnown(tx, before.vendorId, after.items, before.items);
    return save(tx, actor, before, after, now, "update");
  });
}

function writable(row: DiscountRow): DiscountInput {
  const { name, description, code, type, percent, values, startAt, endAt, segments, countries, items } = row;
  const { redemption, reusableUntil, category, closed, codeExpiry } = row;
  const terms = {
    name,
    description,
    code,
    type,
    percent,
    values,
    startAt,
    endAt,
    segments,
    countries,
    items,
  };
  return { ...terms, redemption, reusableUntil, category, closed, codeExpiry };
}

async function save(
  tx: Tx,
  actor: Actor,
  before: DiscountRow,
  after: DiscountInput,
  now: Date,
  verb: "update" | "end",
): Promise<DiscountRow> {
  const changed = await record(tx, actor, {
    verb,
    object: discountObject({ ...before, code: after.code }),
    at: now,
    parties: { vendorId: before.vendorId },
    before: printDiscount(before),
    after: printDiscount(after),
  });
  if (!changed) return before;
  const event = verb === "end" ? "ended" : "updated";
  const set = { ...after, codeKey: codeKey(after.code), ...touched(before, event, actor, now) };
  if (!(await updateDiscountRow(tx, before, set, now))) {
    throw conflict(`Flexible discount ${before.id} was changed by somebody else at the same time.`);
  }
  return loadDiscount(tx, actor, before.id);
}

/** Ends a live discount now: this instant is its last. @throws DomainError `wrong_state` when it is not live */
export async function endDiscount(actor: Actor, input: Named): Promise<DiscountRow> {
  authorise(actor, "discounts:write");
  const now = clock.now();
  return database().transaction(async (tx) => {
    const before = await loadDiscount(tx, actor, input.id);
    assertRevision(`Flexible discount ${before.id}`, before.revision, input.revision);
    const status = discountStatus(before, now);
    if (status !== "live") {
      const hint = status === "scheduled" ? "Delete it instead." : "Nothing more is allowed.";
      throw new DomainError("wrong_state", `${before.code} is ${status}: end is not possible. ${hint}`);
    }
    return save(tx, actor, before, { ...writable(before), endAt: now }, now, "end");
  });
}

/** Only before it was live. */
export async function deleteDiscount(actor: Actor, input: Named): Promise<void> {
  authorise(actor, "discounts:write");
  const now = clock.now();
  await database().transaction(async (tx) => {
    const before = await loadDiscount(tx, actor, input.id);
    assertRevision(`Flexible discount ${before.id}`, before.revision, input.revision);
    if (hasBeenLive(before, now)) {
      throw new DomainError(
        "wrong_state",
        `${before.code} has been live: delete is not possible. Allowed: end, and changing name, description and end_date.`,
      );
    }
    await deleteDiscountRow(tx, before.id);
    await record(tx, actor, {
      verb: "delete",
      object: discountObject(before),
      at: now,
      parties: { vendorId: before.vendorId },
      changes: [{ field: "name", before: before.name, after: null }],
    });
  });
}
