import { database } from "@/db/client";
import { findWorkingCopy } from "@/db/offer-parts";
import {
  countPublicVersions,
  findOfferVersion,
  findOfferVersions,
  insertOfferVersion,
  type OfferVersionRecord,
  updateOfferVersionRow,
} from "@/db/offer-versions";
import { findCarriers, type OfferRow } from "@/db/offers";
import type { Db, Tx } from "@/db/types";
import { type Actor, authorise, scopeOf } from "../../domain/access";
import { conflict, DomainError, notFound } from "../../domain/errors";
import {
  type OfferVersionInput,
  type OfferVersionUpdate,
  offerTransitions,
  privacyRefusal,
  statusFor,
} from "../../domain/offer";
import { OfferContent, type OfferFinding, offerFindings } from "../../domain/offer-content";
import { type OfferDiff, offerDiff } from "../../domain/offer-diff";
import { assertRevision } from "../../domain/revision";
import { everything, type ListQuery } from "../../domain/rql";
import type { OfferStatus } from "../../domain/states";
import { nextState } from "../../domain/transitions";
import { created, touched } from "../context";
import { record } from "../record";
import { isOwner, readOffer, saveOffer } from "./offers";
import { contentOf, inOffer, loadOffer, type OfferStep } from "./working-copy";

export type OfferVersionRow = Omit<OfferVersionRecord, "snapshot"> & { content: OfferContent };

function asRow({ snapshot, ...rest }: OfferVersionRecord): OfferVersionRow {
  return { ...rest, content: OfferContent.parse(snapshot) };
}

/** The versions of an offer, or of all offers, latest first. Who is not the vendor sees the public ones. */
export async function listOfferVersions(
  actor: Actor,
  { offerId, query = everything }: { offerId?: string; query?: ListQuery },
): Promise<{ rows: OfferVersionRow[]; total: number }> {
  authorise(actor, "offers:read");
  if (offerId !== undefined) await loadOffer(database(), actor, offerId);
  const { rows, total } = await findOfferVersions(database(), scopeOf(actor), offerId, query);
  return { rows: rows.map(asRow), total };
}

type Numbered = { offerId: string; number: number };

export async function getOfferVersion(actor: Actor, of: Numbered): Promise<OfferVersionRow> {
  authorise(actor, "offers:read");
  await loadOffer(database(), actor, of.offerId);
  return loadVersion(database(), actor, of);
}

async function loadVersion(db: Db, actor: Actor, { offerId, number }: Numbered): Promise<OfferVersionRow> {
  const found = await findOfferVersion(db, scopeOf(actor), offerId, number);
  if (!found) throw notFound(`Version ${number} of offer`, offerId);
  return asRow(found);
}

export type OfferView = {
  offer: OfferRow;
  /** Null is the working copy. */
  version: number | null;
  content: OfferContent;
};

/**
 * What an offer says: to its vendor the working copy, or the version asked for; to others a public version, without a
 * number the one that their listing carries, else the latest.
 */
export async function viewOffer(
  actor: Actor,
  { offerId, version }: { offerId: string; version?: number | undefined },
): Promise<OfferView> {
  authorise(actor, "offers:read");
  const db = database();
  const offer = await readOffer(db, actor, offerId);
  if (version === undefined && isOwner(actor)) {
    const copy = await findWorkingCopy(db, scopeOf(actor), offerId);
    return { offer, version: null, content: contentOf(offer, copy) };
  }
  const number = version ?? offer.shownVersion ?? offer.version;
  const { content } = await loadVersion(db, actor, { offerId, number });
  return { offer, version: number, content };
}

/** The revisions of an offer's plans, groups, features and items by id: what an editor has seen of each. */
export async function partRevisions(
  actor: Actor,
  { offerId }: { offerId: string },
): Promise<Map<string, number>> {
  authorise(actor, "offers:read");
  await loadOffer(database(), actor, offerId);
  const { plans, groups, features, items } = await findWorkingCopy(database(), scopeOf(actor), offerId);
  return new Map([...plans, ...groups, ...features, ...items].map(({ id, revision }) => [id, revision]));
}

/** What publishing now would change against the last version, and what is still missing. */
export async function previewPublish(
  actor: Actor,
  { offerId }: { offerId: string },
): Promise<{ last: number; diff: OfferDiff; findings: OfferFinding[] }> {
  authorise(actor, "offers:write");
  const db = database();
  const offer = await loadOffer(db, actor, offerId);
  const copy = await findWorkingCopy(db, scopeOf(actor), offerId);
  const last = await loadVersion(db, actor, { offerId, number: offer.version });
  const content = contentOf(offer, copy);
  return { last: last.number, diff: offerDiff(last.content, content), findings: offerFindings(content) };
}

/** What changed from one version to another. */
export async function compareOfferVersions(
  actor: Actor,
  { offerId, from, to }: { offerId: string; from: number; to: number },
): Promise<OfferDiff> {
  const before = await getOfferVersion(actor, { offerId, number: from });
  const after = await getOfferVersion(actor, { offerId, number: to });
  return offerDiff(before.content, after.content);
}

/** Freezes the working copy as the next version. A public one makes a private offer ready. */
export async function publishOfferVersion(
  actor: Actor,
  input: { offerId: string; revision?: number | undefined } & OfferVersionInput,
): Promise<OfferVersionRow> {
  return inOffer(actor, input.offerId, async (step) => {
    const { tx, offer, now } = step;
    assertRevision(`Offer ${offer.id}`, offer.revision, input.revision);
    const { isPublic, changesDescription } = input;
    const number = offer.version + 1;
    const status = isPublic ? reached(offer, "publish") : offer.status;
    await insertOfferVersion(tx, {
      offerId: offer.id,
      number,
      public: isPublic,
      changesDescription,
      snapshot: contentOf(offer, step.copy),
      ...created(actor, now),
    });
    await saveOffer(tx, actor, offer, {
      status,
      version: number,
      ...touched(offer, "updated", actor, now),
    });
    await record(tx, actor, {
      verb: "publish",
      object: versionObject(offer, number),
      at: now,
      parties: { vendorId: offer.vendorId },
      before: { status: offer.status },
      after: { status, public: isPublic, changes_description: changesDescription },
    });
    return loadVersion(tx, actor, { offerId: offer.id, number });
  });
}

function versionObject(offer: { id: string; name: string }, number: number) {
  return { type: "offer_version", id: offer.id, name: `${offer.name} v${number}` };
}

function reached(offer: OfferRow, event: "publish" | "unpublish"): OfferStatus {
  const next = nextState(offerTransitions, offer.status, event, `Offer ${offer.id}`);
  if (next === "deleted") throw new Error("An offer is deleted by deleteOffer.");
  return next;
}

/**
 * Makes a version public or private, or rewords what changed in it.
 * @throws DomainError `conflict` when a listing or a request under way carries the version that is to become private
 */
export async function updateOfferVersion(
  actor: Actor,
  input: Numbered & { revision?: number | undefined } & OfferVersionUpdate,
): Promise<OfferVersionRow> {
  return inOffer(actor, input.offerId, async (step) => {
    const before = await loadVersion(step.tx, actor, input);
    const what = `Version ${before.number} of offer ${step.offer.id}`;
    assertRevision(what, before.revision, input.revision);
    const after = {
      public: input.isPublic ?? before.public,
      changesDescription:
        input.changesDescription === undefined ? before.changesDescription : input.changesDescription,
    };
    if (before.public && !after.public) await assertNotCarried(step.tx, before);
    const changed = await record(step.tx, actor, {
      verb: "update",
      object: versionObject(step.offer, before.number),
      at: step.now,
      parties: { vendorId: step.offer.vendorId },
      before: facts(before),
      after: facts(after),
    });
    if (!changed) return before;
    const set = { ...after, ...touched(before, "updated", actor, step.now) };
    const saved = await updateOfferVersionRow(step.tx, before, set);
    if (!saved) throw conflict(`${what} was changed by somebody else at the same time.`);
    await settleStatus(step);
    return loadVersion(step.tx, actor, input);
  });
}

function facts(version: { public: boolean; changesDescription: string | null }) {
  return { public: version.public, changes_description: version.changesDescription };
}

async function assertNotCarried(tx: Tx, { offerId, number }: Numbered): Promise<void> {
  const refused = privacyRefusal(number, await findCarriers(tx, offerId, number));
  if (refused) throw conflict(refused);
}

/** A private offer with a public version is ready; a ready one without is private again. */
async function settleStatus({ tx, actor, offer, now }: OfferStep): Promise<void> {
  const status = statusFor(offer.status, await countPublicVersions(tx, offer.id));
  if (status === offer.status) return;
  const event = status === "ready" ? "publish" : "unpublish";
  if (reached(offer, event) !== status) throw new DomainError("internal", `No way from ${offer.status}.`);
  await saveOffer(tx, actor, offer, { status, ...touched(offer, "updated", actor, now) });
}

/** The listings and requests that carry each version of an offer, for its vendor: what keeps it public. */
export async function versionCarriers(
  actor: Actor,
  { offerId, numbers }: { offerId: string; numbers: readonly number[] },
): Promise<Map<number, string[]>> {
  authorise(actor, "offers:read");
  if (!isOwner(actor)) throw notFound("Offer", offerId);
  await loadOffer(database(), actor, offerId);
  const carriers = new Map<number, string[]>();
  for (const number of numbers) carriers.set(number, await findCarriers(database(), offerId, number));
  return carriers;
}
